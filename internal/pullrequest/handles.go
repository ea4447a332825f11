package pullrequest

import (
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// handle is what somebody is called at a code host, with an @; empty when the
// profile does not say, or says what no host would take.
func handle(p *incident.Person, forge string) string {
	if forge == "" {
		forge = "github"
	}
	for _, h := range p.Handles {
		if name := strings.TrimPrefix(h.Name, "@"); h.System == forge && isHandle(name) {
			return "@" + name
		}
	}
	return ""
}

// isHandle tells whether every host would take a name: nothing of it can mean
// anything else in a file or a comment.
func isHandle(name string) bool {
	const longest = 39
	if name == "" || len(name) > longest {
		return false
	}
	for i := range len(name) {
		c := name[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || !strings.ContainsRune("-_.", rune(c))) {
			return false
		}
	}
	return true
}
