package check

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// plainName sees people who asked not to be named and whom a text calls by their
// name: the site puts another in the place of @key, and cannot know a name in
// plain words. No message of it says who it is: a report of a branch shows them.
func plainName() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "plain-name",
			About: "a text calls somebody by name who asked not to be named",
			Why: "A profile with `visibility: pseudonym` or `visibility: hidden` takes a person's name out of lists, addresses, and texts that say @key. What calls them by name in plain words says it to every reader.\n\n" +
				"A full name is seen in every review; a first or last name alone only in reviews that the person has a part in, and not where somebody else has it too, or where it is also a word, such as Will or May.",
			Before: "Ruth Amsel knew what the flag does.   # people/ruth.md: visibility: pseudonym",
			After:  "@ruth knew what the flag does.",
		},
		book: func(c *checker) {
			veiled := c.veiled()
			if len(veiled) == 0 {
				return
			}
			for _, r := range c.changed() {
				c.plainNames(r, calledIn(r, veiled))
			}
		},
	}
}

// A veiledName is how somebody may be called who asked not to be. Either may be
// nil.
type veiledName struct {
	who    string
	full   *regexp.Regexp // by all of their names
	anyhow *regexp.Regexp // by all of them, or by one that means nobody else
}

// veiled are the names of those who asked for it, by key.
func (c *checker) veiled() []veiledName {
	var list []veiledName
	meant := c.meant()
	for _, p := range c.People {
		if p.Visibility != incident.Pseudonym && p.Visibility != incident.Hidden {
			continue
		}
		v := veiledName{who: p.Key}
		var ways []string
		words := strings.Fields(p.Name)
		if len(words) > 1 {
			ways = append(ways, strings.Join(each(words, regexp.QuoteMeta), `[\s>]+`))
			v.full = alone(ways[0])
		}
		for _, w := range words {
			if meant[incident.Key(w)] == 1 && !alsoWord(w) {
				ways = append(ways, regexp.QuoteMeta(w), regexp.QuoteMeta(strings.ToLower(w)))
			}
		}
		v.anyhow = v.full
		if len(ways) > 0 {
			v.anyhow = alone(strings.Join(ways, "|"))
		}
		list = append(list, v)
	}
	return list
}

// meant counts the people and things that each word of a name may mean, by its
// key.
func (c *checker) meant() map[string]int {
	meant := make(map[string]int)
	for _, p := range c.People {
		for _, w := range strings.Fields(p.Name) {
			meant[incident.Key(w)]++
		}
	}
	for _, s := range c.sorts() {
		for _, t := range s.terms {
			meant[t.Key]++
		}
	}
	return meant
}

// alone matches a name as a word of its own; of @key, addresses and longer names
// it matches nothing.
func alone(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\pL\pN@/._-])(` + name + `)(?:[^\pL\pN_-]|-[^\pL\pN]|$)`)
}

func each(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

// alsoWords are names that a text may well say and mean nobody.
const alsoWords = " will mark may june april august dawn grace hope faith joy rose iris lily ivy jade ruby pearl olive amber violet daisy heather holly jasmine " +
	"rich frank grant chase drew pat sue rob guy ray gene dean miles sandy summer autumn bill jack art max rusty sunny christian norman roman " +
	"price park king young long short brown green black white gray grey stone wood field rivers brook banks bell cook baker miller smith potter mason " +
	"carter cooper hunter fisher taylor turner walker page day week love best good rice hall house hill lake bush rush case cross fox wolf bird " +
	"read reed ward wells west north east south marsh moon snow storm winter power sharp strong swift sterling banks carpenter cloud port root branch "

// alsoWord tells whether a name alone says too little to mean anybody.
func alsoWord(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return utf8.RuneCountInString(name) < 3 || !unicode.IsUpper(first) || strings.Contains(alsoWords, " "+strings.ToLower(name)+" ")
}

// calledIn are the ways in which a review would call them by name.
func calledIn(r *incident.Review, veiled []veiledName) []*regexp.Regexp {
	var list []*regexp.Regexp
	parts := partsIn(r)
	for _, v := range veiled {
		way := v.full
		if slices.Contains(parts, v.who) {
			way = v.anyhow
		}
		if way != nil {
			list = append(list, way)
		}
	}
	return list
}

// partsIn are the people who have a part in a review, or are mentioned in it.
func partsIn(r *incident.Review) []string {
	list := named(r)
	for _, n := range narratives(r) {
		for _, m := range n.Mentions {
			list = append(list, m.Key)
		}
	}
	for _, m := range r.Messages {
		list = append(list, m.Who)
	}
	return list
}

// narratives are a review's story and the accounts in files of their own.
func narratives(r *incident.Review) []*incident.Narrative {
	list := []*incident.Narrative{&r.Narrative}
	for i := range r.Perspectives {
		if p := &r.Perspectives[i]; p.Heading == "" {
			list = append(list, &p.Narrative)
		}
	}
	return list
}

// A writing is something that people wrote, and where it begins.
type writing struct {
	file      string
	line      int
	text      string
	narrative *incident.Narrative // whose source it is; nil for a fact or a message
}

// writings are all that a review shows in words of people.
func writings(r *incident.Review) []writing {
	var list []writing
	fact := func(line int, text string) {
		if line > 0 {
			list = append(list, writing{file: r.Path, line: line, text: text})
		}
	}
	fact(r.Line("title"), r.Title)
	fact(r.Line("summary"), r.Summary)
	fact(r.Line("because"), r.Because)
	for _, n := range r.Study.NotAsked {
		fact(r.Line("review.not_asked"), n.Why)
	}
	fact(r.Line("actions.none_because"), r.Decisions.NoneBecause)
	for _, a := range r.Decisions.Actions {
		fact(a.Line, a.Title)
	}
	for _, w := range r.Waivers {
		fact(w.Line, w.Reason)
	}
	for _, n := range narratives(r) {
		list = append(list, writing{n.File, n.Line, string(n.Source), n})
	}
	for _, m := range r.Messages {
		if m.Kind != incident.MessageText && m.Kind != incident.MessageSpeech {
			continue // what machines say is veiled without an @
		}
		list = append(list, writing{file: r.Transcript, line: m.Line, text: m.Text})
	}
	return list
}

// plainNames reports of each file the first place that calls somebody by name.
func (c *checker) plainNames(r *incident.Review, called []*regexp.Regexp) {
	first := make(map[string]diag.Position)
	count := make(map[string]int)
	for _, w := range writings(r) {
		for _, re := range called {
			found := re.FindAllStringSubmatchIndex(w.text, -1)
			if len(found) == 0 {
				continue
			}
			p := w.place(found[0][2])
			if f, known := first[w.file]; !known || p.Line < f.Line || p.Line == f.Line && p.Column < f.Column {
				first[w.file] = p
			}
			count[w.file] += len(found)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(first)) {
		c.plainlyNamed(first[file], count[file])
	}
}

func (w writing) place(offset int) diag.Position {
	p := diag.Position{File: w.file, Line: w.line}
	if w.narrative != nil {
		p.Line, p.Column = place(w.narrative, lineStarts(w.narrative.Source), offset)
	}
	return p
}

func (c *checker) plainlyNamed(at diag.Position, places int) {
	if c.silenced(at.File) {
		return
	}
	hint := "write their key with an @: the site calls them there as their profile asks"
	if places > 1 {
		hint += fmt.Sprintf(" (so in %s)", count(places-1, "more place", "more places"))
	}
	c.problems = append(c.problems, diag.Problem{
		Position: at, Rule: c.rule, Severity: diag.Warning,
		Message: "somebody is called by name who asked not to be named", Hint: hint,
	})
}
