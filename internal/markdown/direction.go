package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// rightToLeft tells whether a list's item begins with a letter of a script that
// runs so.
func rightToLeft(item ast.Node, src []byte) bool {
	first := item.FirstChild()
	if first == nil || first.Lines().Len() == 0 {
		return false
	}
	line := first.Lines().At(0)
	for text := line.Value(src); len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		if unicode.IsLetter(r) {
			return r >= 0x590 && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
		text = text[size:]
	}
	return false
}
