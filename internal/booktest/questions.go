package booktest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Questions returns n queries that people may ask of a book: words, phrases,
// beginnings, typing errors, fields and what goes wrong, made of what its reviews
// say. The same book and number give the same queries.
func Questions(book *incident.Book, n int) []string {
	a := asker{Rand: rand.New(rand.NewPCG(uint64(n), 17)), book: book}
	for _, r := range book.Reviews {
		a.texts = append(a.texts, words(r.Title), words(string(r.Narrative.Source)))
		for _, m := range r.Messages {
			a.texts = append(a.texts, words(m.Text))
		}
	}
	list := make([]string, 0, n)
	for i := range n {
		list = append(list, a.question(i))
	}
	return list
}

// words are the words of a text as written, without what is punctuation alone.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"“”«»*|#[](){}<>`", r) })
}

// An asker makes queries of what a book says.
type asker struct {
	*rand.Rand
	book  *incident.Book
	texts [][]string
}

// run returns up to n words that stand one after another.
func (a asker) run(n int) []string {
	for range 100 {
		text := a.texts[a.IntN(len(a.texts))]
		if len(text) == 0 {
			continue
		}
		at := a.IntN(len(text))
		return text[at:min(at+n, len(text))]
	}
	return []string{"nothing"}
}

func (a asker) word() string { return strings.TrimLeft(a.run(1)[0], "-") }

func (a asker) question(i int) string {
	switch i % 16 {
	case 0:
		return a.word()
	case 1:
		return strings.Join(a.run(2), " ")
	case 2:
		return a.word() + " " + a.word() + " " + a.word()
	case 3:
		return `"` + strings.Join(a.run(2+a.IntN(3)), " ") + `"`
	case 4:
		return `"` + strings.Join(a.run(2), " ") + `" ` + a.word()
	case 5:
		return a.word() + " -" + a.word()
	case 6:
		return a.beginning() + "*"
	case 7:
		return a.mistyped(a.word())
	case 8:
		return a.mistyped(a.word()) + " " + a.word()
	case 9:
		return a.field()
	case 10:
		return a.field() + " " + a.word()
	case 11:
		return a.field() + " " + a.field() + " -" + a.field()
	case 12:
		return a.in() + " " + a.word()
	case 13:
		return a.in() + ` "` + strings.Join(a.run(2), " ") + `"`
	case 14:
		return a.date() + " " + a.word() + " " + a.beginning()
	default:
		return a.odd()
	}
}

// beginning is the beginning of a word.
func (a asker) beginning() string {
	word := []rune(a.word())
	return string(word[:min(len(word), 2+a.IntN(4))])
}

// mistyped is a word with a letter or two wrong after the first.
func (a asker) mistyped(word string) string {
	letters := []rune(word)
	for range 1 + a.IntN(2) {
		if len(letters) < 3 {
			return string(letters)
		}
		at := 1 + a.IntN(len(letters)-2)
		switch a.IntN(4) {
		case 0:
			letters[at], letters[at+1] = letters[at+1], letters[at]
		case 1:
			letters = append(letters[:at], letters[at+1:]...)
		case 2:
			letters[at] = rune('a' + a.IntN(26))
		default:
			letters = append(letters[:at], append([]rune{rune('a' + a.IntN(26))}, letters[at:]...)...)
		}
	}
	return string(letters)
}

// field asks for a value that some review has.
func (a asker) field() string {
	r := a.book.Reviews[a.IntN(len(a.book.Reviews))]
	for range 20 {
		group, values := a.values(r)
		if len(values) == 0 {
			continue
		}
		value := values[a.IntN(len(values))]
		switch a.IntN(5) {
		case 0:
			value = a.mistyped(value)
		case 1:
			value = value[:min(len(value), 3)] + "*"
		}
		if strings.ContainsAny(value, " ") {
			value = `"` + value + `"`
		}
		return group + ":" + value
	}
	return "kind:incident"
}

func (a asker) values(r *incident.Review) (group string, values []string) {
	switch a.IntN(9) {
	case 0:
		return "service", r.Services
	case 1:
		return "team", r.Teams
	case 2:
		return "tag", r.Tags
	case 3:
		return "factor", r.Factors
	case 4:
		return "tech", r.Technologies
	case 5:
		return "severity", []string{r.Severity}
	case 6:
		return "id", []string{r.Slug}
	case 7:
		return "year", []string{r.Started.Time.Format("2006")}
	}
	for _, p := range r.Participants {
		values = append(values, p.Who)
	}
	return "who", values
}

func (a asker) in() string {
	return []string{"in:narrative", "in:timeline", "in:learnings", "in:conversation", "in:title in:learnings"}[a.IntN(5)]
}

func (a asker) date() string {
	r := a.book.Reviews[a.IntN(len(a.book.Reviews))]
	layout := []string{"2006", "2006-01", "2006-01-02"}[a.IntN(3)]
	return []string{"before:", "after:"}[a.IntN(2)] + r.Started.Time.Format(layout)
}

// odd is what people type by mistake, or to see what happens.
func (a asker) odd() string {
	word := a.word()
	return []string{
		strings.ToUpper(word),
		"title:" + word,
		`timeline:"` + strings.Join(a.run(2), " ") + `"`,
		"the of and",
		"the " + word,
		"-" + word,
		`"` + word,
		word + `"` + a.word(),
		"nofield:" + word,
		"before:someday " + word,
		"in:nowhere " + word,
		"title: " + word,
		fmt.Sprintf("%s (%s) [%s]", word, a.word(), a.word()),
		"- " + word + " *",
		"zzzzzz " + word,
		word + "_" + a.word(),
	}[a.IntN(16)]
}
