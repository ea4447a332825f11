package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/language"
)

// mostPlaces is how many places of one way of telling are named; how many more
// there are is said with the last. Of what counts once for a document, a few are
// enough: half of the world's reviews speak of a root cause.
const (
	mostPlaces    = 20
	mostDocuments = 3
)

// languageRules hold what the authors of a review say in their own words against
// the rules of package language. They suggest, and never find an error.
func languageRules() []rule {
	var list []rule
	for _, told := range language.Rules() {
		list = append(list, rule{Rule: told.Rule, book: func(c *checker) { c.told(told) }})
	}
	return list
}

// A toldPlace is a place of a narrative that a rule speaks of.
type toldPlace struct {
	review *incident.Review
	language.Finding
	line, column, length int
	words                string
}

// told reports the places that one rule speaks of.
func (c *checker) told(rule language.Rule) {
	if c.places == nil {
		c.places = c.readLanguage()
	}
	most := mostPlaces
	if rule.Once {
		most = mostDocuments
	}
	var places []toldPlace
	for _, p := range c.places[rule.Name] {
		if !c.waives(p.review) {
			places = append(places, p)
		}
	}
	for i, p := range places {
		hint := "ask " + whom(p.Subject) + ": " + rule.Question
		if i == most-1 && len(places) > most {
			hint += fmt.Sprintf("\n(so in %s)", count(len(places)-most, "more place", "more places"))
		}
		c.problems = append(c.problems, diag.Problem{
			Position: diag.Position{File: p.review.Path, Line: p.line, Column: p.column},
			Rule:     rule.Name, Severity: diag.Note, Length: p.length,
			Message: fmt.Sprintf("«%s» %s", p.words, rule.Trap), Hint: hint,
		})
		if i == most-1 {
			return
		}
	}
}

// whom is whom to ask: the person named, or whoever was there.
func whom(subject string) string {
	switch s := strings.TrimPrefix(subject, "@"); strings.ToLower(s) {
	case "", "it", "who", "you", "nobody", "somebody", "someone", "anybody", "anyone", "everybody", "everyone":
		return "whoever was there"
	case "we":
		return "each other"
	case "he", "she", "they":
		return "them"
	default:
		if first, rest, ok := strings.Cut(s, " "); ok && strings.EqualFold(first, "the") {
			return "the " + rest
		}
		return s
	}
}

// readLanguage reads all narratives that are in English, once for all rules.
func (c *checker) readLanguage() map[string][]toldPlace {
	places := make(map[string][]toldPlace)
	if !english(c.o.Config.Language) {
		return places
	}
	reader := language.New(language.Options{People: c.names()})
	for _, r := range c.changed() {
		if r.Status == incident.Retired {
			continue
		}
		once := make(map[string]bool)
		for _, p := range tellings(reader, r) {
			if name := p.Rule.Name; !p.Rule.Once || !once[name] {
				once[name] = true
				places[name] = append(places[name], p)
			}
		}
	}
	return places
}

// english tells whether a book is written in English, as it is unless it says
// otherwise.
func english(tag string) bool {
	first, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return first == "" || first == "en"
}

// names are those by which the book calls its people.
func (c *checker) names() []string {
	var names []string
	for _, p := range c.People {
		names = append(names, p.Key, p.Name)
	}
	return names
}

// tellings are the places of a review that the rules speak of, in order. A
// heading that asks for the root cause is one.
func tellings(reader *language.Reader, r *incident.Review) []toldPlace {
	n := &r.Narrative
	starts := lineStarts(n.Source)
	list := headings(reader, r)
	for _, p := range passages(n) {
		for _, f := range reader.Read(p.text) {
			words := p.text[f.Start:f.End]
			line, column := place(n, starts, p.from+f.Start)
			list = append(list, toldPlace{r, f, line, column, utf8.RuneCountInString(words), plainWords(words)})
		}
	}
	return list
}

// headings are what counts once for a document and stands in a heading of it:
// «Root cause», as many templates have it.
func headings(reader *language.Reader, r *incident.Review) []toldPlace {
	var list []toldPlace
	for _, b := range r.Narrative.Blocks {
		if b.Kind != incident.Heading {
			continue
		}
		for _, f := range reader.Read(b.Text) {
			if f.Rule.Once {
				list = append(list, toldPlace{r, f, b.Line, 0, 0, b.Text})
			}
		}
	}
	return list
}

// plainWords are words as they are quoted: on one line, without marks of
// Markdown.
func plainWords(words string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("*", "", "_", "", "[", "", "]", "", "~", "", "\x01", "").Replace(words)), " ")
}
