package markdown

import (
	_ "embed"

	"github.com/casebook-dev/casebook/internal/diag"
)

//go:embed rules.txt
var rulesText string

// Rules are what reading a narrative and its times can report, by name. Those about
// times hold for the times of the front matter too.
func Rules() []diag.Rule { return diag.ReadRules(rulesText) }
