package check

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// waiverUnknown sees waivers of rules that do not exist, and so silence nothing.
func waiverUnknown() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "waiver-unknown",
			About:  "waive names a rule that does not exist",
			Why:    "A waiver of a rule that does not exist silences nothing, and stands on the page of waivers as if it did. `casebook check --rules` lists their names.",
			Before: "waive: {root-cause: \"Quoted from the vendor.\"}",
			After:  "waive: {single-cause: \"Quoted from the vendor.\"}",
		},
		review: func(c *checker, r *incident.Review) {
			for _, w := range r.Waivers {
				known := c.known()
				if slices.Contains(known, w.Rule) {
					continue
				}
				hint := "`casebook check` says the name of a rule in brackets"
				if near := diag.Nearest(w.Rule, known); near != "" {
					hint = fmt.Sprintf("did you mean %s?", near)
				}
				c.warn(r, w.Line, fmt.Sprintf("no rule is called %q: nothing is silenced", w.Rule), hint)
			}
		},
	}
}

// known are the names of all rules, here and elsewhere.
func (c *checker) known() []string {
	var names []string
	for _, r := range append(Rules(), c.o.Known...) {
		names = append(names, r.Name)
	}
	return names
}
