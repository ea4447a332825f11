package pullrequest

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"

	"github.com/casebook-dev/casebook/layouts"
)

// A Look is how the site looks: its styles and its script as text.
type Look struct {
	Style, Script []byte
	Language      string // a BCP 47 tag
	Generator     string // of whom the page says that it was made by; may be empty
}

// WriteHTML writes the report as one page that needs nothing beside it: it opens
// from disk, prints, and is read without its script as well. Its policy names the
// styles and the script by their hashes and lets nothing else run or load;
// pictures lie in the page.
func (r *Report) WriteHTML(w io.Writer, look Look) error {
	if bytes.Contains(bytes.ToLower(look.Style), []byte("</style")) || bytes.Contains(bytes.ToLower(look.Script), []byte("</script")) {
		return errors.New("write the report: its styles or its script end the element they stand in")
	}
	t, err := template.ParseFS(layouts.Files, "parts/changes.html", "parts/pull-request.html")
	if err != nil {
		return fmt.Errorf("parse the report's layout: %w", err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", html.EscapeString(look.Language))
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src %s; script-src %s; base-uri 'none'; form-action 'none'\">\n", hash(look.Style), hash(look.Script))
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
	fmt.Fprintf(&b, "<title>What this branch changes · %s</title>\n", html.EscapeString(r.Title))
	if look.Generator != "" {
		fmt.Fprintf(&b, "<meta name=\"generator\" content=\"%s\">\n", html.EscapeString(look.Generator))
	}
	fmt.Fprintf(&b, "<style>%s</style>\n</head>\n<body class=\"list changes\">\n", look.Style)
	b.WriteString("<a class=\"skip\" href=\"#c-main\">Skip to the text</a>\n")
	fmt.Fprintf(&b, "<header class=\"top\"><p class=\"brand\">%s</p></header>\n<main id=\"c-main\" tabindex=\"-1\">\n", html.EscapeString(r.Title))
	if err := t.ExecuteTemplate(&b, "pull-request", r.Page()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	fmt.Fprintf(&b, "\n</main>\n<script>%s</script>\n</body>\n</html>\n", look.Script)
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// hash names an inline element in a content security policy.
func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
