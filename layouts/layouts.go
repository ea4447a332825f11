// Package layouts embeds the built-in templates. A book's own layouts/ folder
// lies over them file by file.
package layouts

import "embed"

// Files holds the templates: one for each kind of page, base.html around them,
// and parts/ that several share.
//
//go:embed *.html parts/*.html
var Files embed.FS
