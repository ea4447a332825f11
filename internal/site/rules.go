package site

import "github.com/casebook-dev/casebook/internal/diag"

// Rules are what planning a site can report.
func Rules() []diag.Rule {
	return []diag.Rule{{
		Name:   "address-taken",
		About:  "two pages have one address",
		Why:    "Of two pages with one address a reader sees one, and of two that differ in capitals alone some machines keep one. The first keeps the address; the other is left out until its file is renamed or its alias taken out.",
		Before: "content/pages/services.md   # its address is that of the index of services",
		After:  "content/pages/our-services.md",
	}}
}
