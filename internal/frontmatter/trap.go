package frontmatter

import (
	"regexp"
	"strings"
)

// What the traps look like. Patterns are compiled once: a hostile file has
// thousands of lines.
var (
	conflictPattern = regexp.MustCompile(`^(<{7}|={7}|>{7})(\s|$)`)
	noSpacePattern  = regexp.MustCompile(`^(\s*(?:- )?[a-z_]+):([^\s:/].*)$`)
	blockPattern    = regexp.MustCompile(`^[|>][-+0-9]{0,2}(\s+#.*)?$`)
	escapePattern   = regexp.MustCompile(`\\(?:[^0abt\tnvfre "/\\N_LPxuU]|x[^0-9a-fA-F]|u[^0-9a-fA-F])`)
	cutPattern      = regexp.MustCompile(`^([\[{](?:[^#]*[,:])?\s*)([^\s"',:#\[\]{}][^"',:#\[\]{}]*\s#[^\s,\]}][^,\]}]*)(.*)$`)
	reservedPattern = regexp.MustCompile("([\\[,:{]\\s*)([@`%][^,\\]}]*)")
)

// lookAhead is how many lines a text in quotes or brackets may take before it
// counts as one that is never closed.
const lookAhead = 40

// A trap is what makes a line of prose no YAML.
type trap struct {
	rule    string
	at      int // column in bytes, from 0
	message string
	advice  string
	mended  string // the whole line; empty when nobody can know it
}

// findTrap looks at the first of the lines, and tells how many lines its value
// takes.
func findTrap(lines []string) (trap, int) {
	line := strings.TrimRight(lines[0], "\r\n")
	switch text := strings.TrimSpace(line); {
	case text == "" && strings.Contains(line, "\t"):
		return trap{"tab-indent", strings.IndexByte(line, '\t'), "a line without text has a tab in it", "Empty the line.", ""}, 1
	case text == "" || text[0] == '#':
		return trap{}, 1
	}
	if t := lineTrap(line); t.rule != "" {
		return t, 1
	}
	e := readEntry(line)
	switch first(e.value) {
	case 0, '#':
		return trap{}, 1
	case '"', '\'':
		return e.quoteTrap(lines)
	case '[', '{':
		return e.bracketTrap(lines)
	case '|', '>':
		return e.blockTrap(lines)
	}
	if t := e.startTrap(); t.rule != "" {
		return t, 1
	}
	return e.colonTrap(), 1
}

func first(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

// lineTrap finds what is wrong with a line whatever its value.
func lineTrap(line string) trap {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if tab := strings.IndexByte(indent, '\t'); tab >= 0 {
		return trap{"tab-indent", tab, "a tab stands where YAML wants spaces", "Indent with spaces:",
			strings.ReplaceAll(indent, "\t", "  ") + line[len(indent):]}
	}
	if conflictPattern.MatchString(line) {
		return trap{"merge-conflict", 0, "a merge of two versions was left unfinished here", "Choose one of the versions, and remove the lines of <, = and >.", ""}
	}
	if m := noSpacePattern.FindStringSubmatch(line); m != nil && !strings.Contains(line, ": ") {
		return trap{"colon-without-space", len(m[1]), "no space follows the colon after the key", "Put a space between:", m[1] + ": " + m[2]}
	}
	return trap{}
}

// startTrap finds a text that begins with a character which means something in
// YAML.
func (e entry) startTrap() trap {
	sign := first(e.value)
	reserved := strings.IndexByte("@`%&*!,]}", sign) >= 0 ||
		strings.IndexByte("-?:", sign) >= 0 && len(e.value) > 1 && e.value[1] == ' '
	if !reserved {
		return trap{}
	}
	return trap{"reserved-start", e.start(), "a text cannot begin with `" + string(sign) + "`", "Put the text in quotes:", e.quoted()}
}

// colonTrap finds a text with a colon in it, which YAML takes for a key.
func (e entry) colonTrap() trap {
	i := strings.Index(e.value, ": ")
	if i < 0 && strings.HasSuffix(e.value, ":") {
		i = len(e.value) - 1
	}
	switch {
	case i < 0:
		return trap{}
	case e.key == "" && e.dashes == "": // a text goes on from the line before
		return trap{"colon-in-text", e.start() + i, "a colon and a space inside a text over several lines read as a key", "Begin the text with `key: >-` and indent it on the lines below, or put all of it in quotes.", ""}
	default:
		return trap{"colon-in-text", e.start() + i, "a colon and a space inside a text read as a key", "Put the text in quotes:", e.quoted()}
	}
}

// blockTrap passes over a text below its `|` or `>`, and finds a text that
// merely begins with one.
func (e entry) blockTrap(lines []string) (trap, int) {
	if !blockPattern.MatchString(e.value) {
		return trap{"reserved-start", e.start(), "a text cannot begin with `" + e.value[:1] + "`",
			"Put the text in quotes, or on the lines below, indented:", e.quoted()}, 1
	}
	n := 1
	for n < len(lines) && (strings.TrimSpace(lines[n]) == "" || indentOf(lines[n]) > len(e.indent)) {
		n++
	}
	return trap{}, n
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// quoteTrap finds quotes that are not closed, or closed too early.
func (e entry) quoteTrap(lines []string) (trap, int) {
	quote := e.value[0]
	if end := closingQuote(e.value[1:], quote); end >= 0 {
		if t := e.escapeTrap(e.value[1 : 1+end]); t.rule != "" {
			return t, 1
		}
		return e.afterQuote(1 + end + 1), 1
	}
	for n := 1; n < min(len(lines), lookAhead) && !beginsField(lines[n], len(e.indent)); n++ {
		if closingQuote(lines[n], quote) >= 0 {
			return trap{}, n + 1
		}
	}
	text := e.value[1:]
	if quote == '\'' {
		text = strings.ReplaceAll(text, "''", "'")
	}
	return trap{"unclosed-quote", e.start(), "the text begins with " + string(quote) + " and never ends", "Close the quotes:", e.with(Quote(text))}, 1
}

// escapeTrap finds a backslash that is one, where YAML wants an escape.
func (e entry) escapeTrap(text string) trap {
	at := escapePattern.FindStringIndex(strings.ReplaceAll(text, `\\`, "__"))
	if e.value[0] != '"' || at == nil {
		return trap{}
	}
	return trap{"backslash-in-quotes", e.start() + 1 + at[0], "a backslash in double quotes begins a code of YAML", "Put the text in single quotes:", e.with(Quote(text))}
}

// afterQuote finds text behind the quoted text that ends at the byte.
func (e entry) afterQuote(end int) trap {
	rest := strings.TrimLeft(e.value[end:], " \t")
	if rest == "" || rest[0] == '#' && rest != e.value[end:] {
		return trap{}
	}
	text, quote := e.value, e.value[:1]
	if inner := text[1 : len(text)-1]; strings.HasSuffix(text, quote) && strings.Count(text, quote)%2 == 1 || quote == "'" && strings.HasSuffix(text, quote) {
		text = inner // quotes around the whole text, and more inside
	}
	return trap{"text-after-quote", e.start() + len(e.value) - len(rest), "the text goes on behind its closing quote", "Put all of it in quotes:", e.with(Quote(text))}
}

// closingQuote returns the index of the quote that ends a text, or -1.
func closingQuote(s string, quote byte) int {
	for i := 0; i < len(s); i++ {
		switch {
		case quote == '"' && s[i] == '\\':
			i++
		case s[i] != quote:
		case quote == '\'' && i+1 < len(s) && s[i+1] == quote:
			i++
		default:
			return i
		}
	}
	return -1
}

// beginsField tells whether a line begins the next field or item after one that
// is indented so far.
func beginsField(line string, indent int) bool {
	e := readEntry(strings.TrimRight(line, "\r\n"))
	return len(e.indent) <= indent && (e.key != "" || e.dashes != "")
}

// bracketTrap finds brackets that are not closed, closed too early, or around
// words that want quotes.
func (e entry) bracketTrap(lines []string) (trap, int) {
	if t := e.cutItem(); t.rule != "" {
		return t, 1
	}
	n, text := 1, e.value
	for n < min(len(lines), lookAhead) && closingBracket(text) < 0 && !beginsField(lines[n], len(e.indent)) {
		text += "\n" + lines[n]
		n++
	}
	end := closingBracket(text)
	closer := map[byte]string{'[': "]", '{': "}"}[e.value[0]]
	switch {
	case end < 0:
		return trap{"unclosed-bracket", e.start(), "the bracket is never closed", "Close it, or put the text in quotes:", e.with(e.value + closer)}, 1
	case n > 1:
		return trap{}, n
	}
	rest := strings.TrimLeft(text[end+1:], " \t")
	if rest != "" && rest[0] != '#' {
		return trap{"text-after-bracket", e.start() + len(text) - len(rest), "the text goes on behind its closing bracket", "Put all of it in quotes:", e.quoted()}, 1
	}
	return e.itemTrap(), 1
}

// closingBracket returns the index of the bracket that closes the first, or -1.
func closingBracket(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"', '\'':
			if i > 0 && strings.IndexByte(" ,[{:", s[i-1]) < 0 {
				continue // an apostrophe
			}
			end := closingQuote(s[i+1:], s[i])
			if end < 0 {
				return -1
			}
			i += end + 1
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// cutItem finds an item that YAML cuts at its « #», with the rest of the line.
func (e entry) cutItem() trap {
	m := cutPattern.FindStringSubmatch(e.value)
	if m == nil {
		return trap{}
	}
	return trap{"comment-in-text", e.start() + len(m[1]) + strings.IndexByte(m[2], '#'), "a text ends before its ` #`, where YAML begins a comment", "Put it in quotes:",
		e.with(m[1] + Quote(m[2]) + m[3])}
}

// itemTrap finds words in a list on one line that want quotes.
func (e entry) itemTrap() trap {
	at := reservedPattern.FindStringSubmatchIndex(e.value)
	if at == nil {
		return trap{}
	}
	mended := reservedPattern.ReplaceAllStringFunc(e.value, func(s string) string {
		m := reservedPattern.FindStringSubmatch(s)
		return m[1] + Quote(strings.TrimSpace(m[2]))
	})
	return trap{"reserved-start", e.start() + at[4], "a text cannot begin with `" + e.value[at[4]:at[4]+1] + "`", "Put it in quotes:", e.with(mended)}
}
