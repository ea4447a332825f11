package content

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// notes are what was found wrong in one file.
type notes struct {
	problems diag.List
	spread   diag.List // what many files may share: said once for the book
}

// A reader takes facts out of one map of one file, by casebook's own keys or by
// those that the settings say to read instead.
type reader struct {
	*notes
	file   string
	config *config.Config
	zone   *time.Location // of times without one
	root   *frontmatter.Node
	body   []incident.BodyField // lines of the body that count as facts too

	ofReview bool // the file is a review, whose unknown keys are kept

	whole *reader  // of all the front matter, if this reads but a part
	path  string   // of that part: "review", "participants[]"
	known []string // the keys asked for so far
	lines []incident.FieldLine
}

func newReader(file string, c *config.Config, doc frontmatter.Document, found diag.List) *reader {
	return &reader{notes: &notes{problems: found}, file: file, config: c, zone: c.Zone, root: doc.Root}
}

// within returns a reader of a map inside this one, and sees that it is a map.
func (r *reader) within(n *frontmatter.Node, key string) *reader {
	path := join(r.path, key)
	sub := &reader{notes: r.notes, file: r.file, config: r.config, zone: r.zone, whole: cmp.Or(r.whole, r), path: path}
	switch {
	case n.Empty():
	case n.Kind == frontmatter.Map:
		sub.root = n
	default:
		r.wrongKind(n, key, "map of keys")
	}
	return sub
}

// theirs are the keys under which other people's schemas hold what we call key.
func (r *reader) theirs(key string) []string { return r.config.Fields[join(r.path, key)] }

// get returns the value of our key: the first that is given of those which the
// settings name for it, else its own; nil if there is none.
func (r *reader) get(key string) *frontmatter.Node {
	whole := cmp.Or(r.whole, r)
	whole.known = append(whole.known, r.theirs(key)...)
	r.known = append(r.known, key)
	n := r.given(key, whole)
	if n != nil {
		whole.place(join(r.path, key), n.Line)
	}
	return n
}

func (r *reader) given(key string, whole *reader) *frontmatter.Node {
	for _, name := range r.theirs(key) {
		if n := whole.root.Get(name); !n.Empty() {
			return n
		}
		if n := whole.fieldOfBody(name); n != nil {
			return n
		}
	}
	if n := r.root.Get(key); !n.Empty() {
		return n
	}
	return r.fieldOfBody(key)
}

// fieldOfBody returns the value of a line of the body that states a fact.
func (r *reader) fieldOfBody(name string) *frontmatter.Node {
	for _, f := range r.body {
		if fieldKey(f.Key) == fieldKey(name) && f.Value != "" {
			return &frontmatter.Node{Text: f.Value, Line: f.Line}
		}
	}
	return nil
}

// place remembers the line on which a fact stands, but not those of a list's
// items: these know their own.
func (r *reader) place(key string, line int) {
	if strings.Contains(key, "[") || slices.ContainsFunc(r.lines, func(l incident.FieldLine) bool { return l.Key == key }) {
		return
	}
	r.lines = append(r.lines, incident.FieldLine{Key: key, Line: line})
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// fieldKey is what counts of a key that stands in the body: «Time to repair» is
// time_to_repair.
func fieldKey(s string) string {
	return strings.ReplaceAll(incident.Key(s), "-", "_")
}

// text returns the sentence given for a key, mapped by the settings' values.
func (r *reader) text(key string) string {
	n := r.get(key)
	return r.mapped(key, r.sentence(n, key))
}

// sentence returns the text of a value where a sentence belongs.
func (r *reader) sentence(n *frontmatter.Node, key string) string {
	s := strings.TrimSpace(n.Sentence())
	if s == "" && !n.Empty() && n.Kind != frontmatter.Scalar {
		r.wrongKind(n, key, "text")
	}
	return s
}

// mapped returns our word for a value of another schema.
func (r *reader) mapped(key, value string) string {
	values := r.config.Values[join(r.path, key)]
	if ours, ok := values[value]; ok {
		return ours
	}
	if ours, ok := values[strings.ToLower(value)]; ok {
		return ours
	}
	return value
}

// sentences returns the texts of a list. One text of our own schema may hold
// several, with commas between; in another's schema it is one, as it stands.
func (r *reader) sentences(key string) []located {
	n := r.get(key)
	if n == nil {
		return nil
	}
	return r.items(n, key)
}

// fromBody tells whether a value was found in a line of the body. That may be
// prose, and is not held to our words.
func fromBody(n *frontmatter.Node) bool { return n != nil && n.Column == 0 && n.Line > 0 }

// A located is a text and where it stands.
type located struct {
	text         string
	line, column int
}

func (r *reader) items(n *frontmatter.Node, key string) []located {
	if n.Kind == frontmatter.Scalar && (fromBody(n) || len(r.theirs(key)) == 0) {
		var list []located
		for _, part := range strings.FieldsFunc(n.Text, func(c rune) bool { return c == ',' || c == ';' }) {
			if s := strings.TrimSpace(part); s != "" {
				list = append(list, located{r.mapped(key, s), n.Line, n.Column})
			}
		}
		return list
	}
	var list []located
	for _, item := range n.List() {
		if s := r.sentence(item, key); s != "" {
			list = append(list, located{r.mapped(key, s), item.Line, item.Column})
		}
	}
	return list
}

// oneOf returns the value of a key that has a fixed set of values. One that is
// spelled nearly right is read as meant; any other is kept as written.
func (r *reader) oneOf(key string, words []string) string {
	given := r.text(key)
	if given == "" {
		return ""
	}
	for _, w := range words {
		if strings.EqualFold(w, given) || fieldKey(w) == fieldKey(given) {
			return w
		}
	}
	n := r.get(key)
	if fromBody(n) && r.path == "" && key == "status" {
		return "" // how their incident stands, not how our review does
	}
	if near := diag.Nearest(given, words); near != "" {
		p := r.problem(n, "unknown-"+key, fmt.Sprintf("%s %q is not known; it is read as %q", key, given, near), fmt.Sprintf("write `%s: %s`", key, near))
		p.Mend = diag.Mend{Old: given, New: near}
		r.problems = append(r.problems, p)
		return near
	}
	r.share(n, "unknown-"+key, fmt.Sprintf("%s %q is not known", key, given), "known are "+strings.Join(words, ", "))
	return given
}

// tri returns a fact that is true, false or not known.
func (r *reader) tri(key string) incident.Tri {
	n := r.get(key)
	switch strings.ToLower(r.sentence(n, key)) {
	case "":
		return incident.Unknown
	case "true", "yes":
		return incident.Yes
	case "false", "no":
		return incident.No
	case "unknown":
		return incident.Unknown
	}
	r.warn(n, "not-true-or-false", fmt.Sprintf("%s is %q", join(r.path, key), n.Sentence()), "write true or false, or leave the key out where it is not known")
	return incident.Unknown
}

// number returns a number between low and high, or low-1 when it is not given.
func (r *reader) number(key string, low, high float64) float64 {
	n := r.get(key)
	s := r.sentence(n, key)
	if s == "" || strings.EqualFold(s, "unknown") {
		return low - 1
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= low && f <= high) {
		r.warn(n, "not-a-number", fmt.Sprintf("%s is %q", join(r.path, key), s), "write a number from "+short(low)+" to "+short(high))
		return low - 1
	}
	return f
}

// short writes a number without an exponent.
func short(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// wrongKind reports a list, a map or a text where another of them belongs.
func (r *reader) wrongKind(n *frontmatter.Node, key, wanted string) {
	r.warn(n, "wrong-kind", fmt.Sprintf("%s is a %s, not a %s; it is not read", join(r.path, key), n.Kind, wanted), "")
}

// warn notes a problem of this file at a value.
func (r *reader) warn(n *frontmatter.Node, rule, message, hint string) {
	r.problems = append(r.problems, r.problem(n, rule, message, hint))
}

// note is warn for what may well be meant so.
func (r *reader) note(n *frontmatter.Node, rule, message, hint string) {
	p := r.problem(n, rule, message, hint)
	p.Severity = diag.Note
	r.problems = append(r.problems, p)
}

// share notes a problem that other files of the book are likely to have as well.
func (r *reader) share(n *frontmatter.Node, rule, message, hint string) {
	r.spread = append(r.spread, r.problem(n, rule, message, hint))
}

// shareNote is share for what need not change.
func (r *reader) shareNote(n *frontmatter.Node, rule, message, hint string) {
	p := r.problem(n, rule, message, hint)
	p.Severity = diag.Note
	r.spread = append(r.spread, p)
}

func (r *reader) problem(n *frontmatter.Node, rule, message, hint string) diag.Problem {
	p := diag.Problem{Position: diag.Position{File: r.file}, Rule: rule, Severity: diag.Warning, Message: message, Hint: hint}
	if n != nil {
		p.Line, p.Column = n.Line, n.Column
	}
	return p
}
