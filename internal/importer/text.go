package importer

import (
	"regexp"
	"slices"
	"strings"
)

// A text is the file of a review, changed by lines so that the rest of it stays
// as somebody wrote it.
type text struct {
	front []string // lines of YAML front matter, without its delimiters
	yaml  bool     // front matter is YAML, or may be begun
	body  string   // what follows; with other front matter, all of the file
}

// newText takes a file apart. Front matter other than YAML is not changed here.
func newText(src []byte) *text {
	t := &text{body: string(src)}
	rest, ok := strings.CutPrefix(t.body, "---\n")
	if !ok {
		t.yaml = !strings.HasPrefix(t.body, "+++") && !strings.HasPrefix(t.body, "{") && !strings.HasPrefix(t.body, "---")
		return t
	}
	if front, body, ok := strings.Cut(rest, "\n---\n"); ok {
		t.front, t.body, t.yaml = strings.Split(front, "\n"), body, true
	}
	return t
}

func (t *text) bytes() []byte {
	if len(t.front) == 0 {
		return []byte(t.body)
	}
	return []byte("---\n" + strings.Join(t.front, "\n") + "\n---\n" + t.body)
}

// set writes a top-level key with a plain value; false where it cannot.
func (t *text) set(key, value string) bool {
	if !t.yaml {
		return false
	}
	line := key + ": " + value
	if i := slices.IndexFunc(t.front, func(l string) bool { return strings.HasPrefix(l, key+":") }); i >= 0 {
		t.front[i] = line
		return true
	}
	t.front = append(t.front, line)
	return true
}

// has tells whether a top-level key holds an inner one.
func (t *text) has(key, inner string) bool {
	at, end := t.block(key)
	return at >= 0 && slices.ContainsFunc(t.front[at:end], func(l string) bool { return strings.Contains(l, inner+":") })
}

// block returns the lines of a top-level key; at is -1 when it is not there.
func (t *text) block(key string) (at, end int) {
	at = slices.IndexFunc(t.front, func(l string) bool { return strings.HasPrefix(l, key+":") })
	if at < 0 {
		return -1, -1
	}
	end = at + 1
	for end < len(t.front) && (t.front[end] == "" || strings.HasPrefix(t.front[end], " ") || strings.HasPrefix(t.front[end], "-")) {
		end++
	}
	return at, end
}

// add puts lines, indented by two, behind those of a top-level key, with the
// indent that they have; false where the key is not written in lines.
func (t *text) add(key, lines string) bool {
	if !t.yaml {
		return false
	}
	items := strings.Split(strings.TrimSuffix(lines, "\n"), "\n")
	at, end := t.block(key)
	if at < 0 {
		t.front = append(append(t.front, key+":"), items...)
		return true
	}
	if value, _, _ := strings.Cut(strings.TrimPrefix(t.front[at], key+":"), "#"); strings.TrimSpace(value) != "" || end == at+1 {
		return false
	}
	first := t.front[at+1]
	indent := len(first) - len(strings.TrimLeft(first, " "))
	for i, l := range items {
		items[i] = strings.Repeat(" ", indent) + strings.TrimPrefix(l, "  ")
	}
	t.front = slices.Insert(t.front, end, items...)
	return true
}

// given tells whether there is a top-level key.
func (t *text) given(key string) bool {
	at, _ := t.block(key)
	return at >= 0 || !t.yaml
}

// complete adds facts, each as a line `key: value`, to the item of participants
// that is somebody's; false where it is not written in lines that can be added to.
func (t *text) complete(who string, facts []string) bool {
	at, end := t.participant(who)
	if at < 0 || !t.yaml {
		return false
	}
	first, last := t.front[at], end-1
	for last > at && strings.TrimSpace(t.front[last]) == "" {
		last--
	}
	if strings.Contains(first, "{") {
		close := strings.LastIndexByte(first, '}')
		if close < 0 {
			return false
		}
		t.front[at] = strings.TrimRight(first[:close], " ") + ", " + strings.Join(facts, ", ") + first[close:]
		return true
	}
	indent := strings.Repeat(" ", strings.IndexByte(first, '-')+2)
	for _, f := range facts {
		last++
		t.front = slices.Insert(t.front, last, indent+f)
	}
	return true
}

// participant returns the lines of the item of participants that is somebody's; at
// is -1 when there is none.
func (t *text) participant(who string) (at, end int) {
	begin, stop := t.block("participants")
	named := regexp.MustCompile(`\bwho: *["']?` + regexp.QuoteMeta(who) + `["']? *(?:[,}#]|$)`)
	at = -1
	for i := begin + 1; begin >= 0 && i < stop; i++ {
		if strings.HasPrefix(strings.TrimLeft(t.front[i], " "), "- ") {
			if at >= 0 && slices.ContainsFunc(t.front[at:i], named.MatchString) {
				return at, i
			}
			at = i
		}
	}
	if at >= 0 && slices.ContainsFunc(t.front[at:stop], named.MatchString) {
		return at, stop
	}
	return -1, -1
}
