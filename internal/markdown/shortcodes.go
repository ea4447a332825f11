package markdown

import (
	"bytes"

	"github.com/casebook-dev/casebook/internal/diag"
)

// checkShortcodes reports, once for the file, Hugo's shortcodes: they are shown
// as they stand.
func (d *document) checkShortcodes() {
	src := d.narrative.Source
	first := -1
	for _, opener := range []string{"{{<", "{{%"} {
		if i := bytes.Index(src, []byte(opener)); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	if first < 0 {
		return
	}
	d.report(first, diag.Problem{
		Position: diag.Position{Column: d.columnAt(first)},
		Rule:     "shortcode", Severity: diag.Note,
		Message: "Hugo's shortcodes mean nothing here; they are shown as text",
		Hint:    "write out what the shortcode stands for",
	})
}
