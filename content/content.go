// Package demo embeds the demo casebook: an organisation of our own invention
// and what it wrote of its incidents, so that the program alone can write it out.
package demo

import "embed"

// Files holds the demo as it lies in the repository's content folder.
//
//go:embed casebook.yaml _history calendar factors pages patterns people reviews services tags teams
var Files embed.FS
