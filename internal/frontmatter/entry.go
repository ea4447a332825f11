package frontmatter

import (
	"regexp"
	"strings"
)

// An entry is a line of YAML taken apart: `  - key: value`.
type entry struct {
	indent string
	dashes string // «- » for each list that the line opens
	key    string // with the colon and the space after it; empty without one
	value  string
}

// entryPattern holds indent, dashes, key and value.
var entryPattern = regexp.MustCompile(`^(\s*)((?:-\s+)*)((?:"[^"]*"|'[^']*'|[\pL_][\pL\pN_. /-]*?)\s*:(?:\s+|$))?(.*)$`)

// readEntry takes a line apart. A line that is neither a field nor an item is
// all value.
func readEntry(line string) entry {
	m := entryPattern.FindStringSubmatch(line)
	if m == nil {
		return entry{value: line}
	}
	e := entry{m[1], m[2], m[3], strings.TrimRight(m[4], " \t")}
	if e.dashes != "" && strings.Contains(strings.TrimSpace(e.key), " ") {
		e.key, e.value = "", e.key+e.value // a sentence with a colon, not a key
	}
	return e
}

// start returns the column, in bytes from 0, at which the value begins.
func (e entry) start() int { return len(e.indent) + len(e.dashes) + len(e.key) }

// with returns the line with another value.
func (e entry) with(value string) string { return e.indent + e.dashes + e.key + value }

// quoted returns the line with its value in quotes.
func (e entry) quoted() string { return e.with(Quote(e.value)) }

// Quote returns a text as YAML's quoted text, to be pasted into front matter.
func Quote(text string) string {
	if strings.ContainsAny(text, `"\`) && !strings.ContainsAny(text, "\n\t") {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}
