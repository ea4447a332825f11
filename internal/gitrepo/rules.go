package gitrepo

import (
	_ "embed"

	"github.com/casebook-dev/casebook/internal/diag"
)

//go:embed rules.txt
var rulesText string

// Rules are what reading a repository's history can report, by name.
func Rules() []diag.Rule { return diag.ReadRules(rulesText) }
