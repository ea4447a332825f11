package config

import (
	_ "embed"

	"github.com/casebook-dev/casebook/internal/diag"
)

//go:embed rules.txt
var rulesText string

// Rules are what reading the settings can report, by name.
func Rules() []diag.Rule { return diag.ReadRules(rulesText) }
