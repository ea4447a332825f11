package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// sharedParser is goldmark's parser, which costs more to make than to use, and
// is safe for many readers at once. Bare addresses are found in autolinks.go:
// goldmark's own way of finding them takes a quarter of its time.
var sharedParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(
		extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote,
	)).Parser()
})

// tree reads source into goldmark's tree.
func tree(src []byte) ast.Node {
	return sharedParser().Parse(text.NewReader(src))
}
