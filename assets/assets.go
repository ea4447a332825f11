// Package assets embeds the built-in styles and scripts as they are written.
// The site bundles, minifies and fingerprints them. A book's own assets/ folder
// lies over them file by file.
package assets

import "embed"

// Files holds main.css, main.ts and search.ts, which are bundled, what they
// import, and the files that are copied as they are.
//
//go:embed main.css styles/*.css main.ts search.ts scripts/*.ts scripts/search/*.ts icon.svg
var Files embed.FS
