package content

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/markdown"
)

//go:embed rules.txt
var rulesText string

// Rules are what reading a book can report, by name. Of those about front matter
// some make a file unreadable: these cannot be waived.
func Rules() []diag.Rule {
	list := slices.Concat(diag.ReadRules(rulesText), frontmatter.Rules(), markdown.Rules())
	slices.SortFunc(list, func(a, b diag.Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}
