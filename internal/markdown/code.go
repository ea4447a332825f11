package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// Code beyond these bounds is shown without colours: the expressions of a lexer
// may take long, and give up at a time that differs between machines.
const (
	mostCode     = 32 << 10
	longestCode  = 2000 // characters of a line
	longestLabel = 24
)

// code shows a block of code, its tokens marked with chroma's classes.
func (r *renderer) code(n ast.Node) {
	var source []byte
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		source = append(source, segment.Value(r.src)...)
	}
	language := ""
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		language = cleanLanguage(fenced.Language(r.src))
	}
	r.write(`<pre class="chroma" tabindex="0"><code`)
	if language != "" {
		r.attribute("class", "language-"+language)
	}
	r.write(">")
	r.highlight(string(source), language)
	r.write("</code></pre>\n")
}

// cleanLanguage returns the language of an info string, or "" for none that
// could be one.
func cleanLanguage(info []byte) string {
	if len(info) == 0 || len(info) > longestLabel {
		return ""
	}
	for _, c := range info {
		if !isWord(c) && bytes.IndexByte([]byte("+-#."), c) < 0 || c >= 0x80 {
			return ""
		}
	}
	return strings.ToLower(string(info))
}

func (r *renderer) highlight(source, language string) {
	tokens, ok := tokenise(source, language)
	if !ok {
		r.out = appendEscaped(r.out, source)
		return
	}
	for _, t := range tokens {
		class := chroma.StandardTypes[t.Type]
		if class == "" || t.Type == chroma.Text || t.Type == chroma.TextWhitespace {
			r.out = appendEscaped(r.out, t.Value)
			continue
		}
		r.write(`<span class="`, class, `">`)
		r.out = appendEscaped(r.out, t.Value)
		r.write("</span>")
	}
}

// sharedLexers are chroma's lexers by name and alias. Its own look-up tries every
// pattern of a file name for a language it does not know: milliseconds a time.
var sharedLexers = sync.OnceValue(func() map[string]chroma.Lexer {
	byName := make(map[string]chroma.Lexer)
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		config := lexer.Config()
		for _, name := range append([]string{config.Name}, config.Aliases...) {
			name = strings.ToLower(name)
			if _, taken := byName[name]; !taken {
				byName[name] = lexer
			}
		}
	}
	return byName
})

func tokenise(source, language string) ([]chroma.Token, bool) {
	switch language {
	case "", "text", "txt", "plain", "plaintext", "log", "none", "output", "mermaid":
		return nil, false
	}
	if len(source) > mostCode || longestLine(source) > longestCode {
		return nil, false
	}
	lexer, ok := sharedLexers()[language]
	if !ok {
		return nil, false
	}
	iterator, err := chroma.Coalesce(lexer).Tokenise(nil, source)
	if err != nil {
		return nil, false // as good as a language without a lexer
	}
	tokens := iterator.Tokens()
	size := 0
	for _, t := range tokens {
		size += len(t.Value)
	}
	if size < len(source) {
		return nil, false // a lexer lost some; the source is what counts
	}
	return tokens, true
}

func longestLine(source string) int {
	longest := 0
	for line := range strings.SplitSeq(source, "\n") {
		longest = max(longest, len(line))
	}
	return longest
}
