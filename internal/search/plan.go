package search

import (
	"strings"
	"unicode/utf8"
)

// A plan is a query in the terms of one book's language: clauses that are looked
// up in the text, and filters that choose among the reviews.
type plan struct {
	clauses []clause
	filters []filter
	after   int // the first day
	before  int // the first day no longer
	dated   bool
	common  bool // there were words, and all of them stand everywhere
	notes   []string
}

// A clause is something that the text of a review must say, may say or must not.
type clause struct {
	kind    clauseKind
	surface string // of a word or a beginning, folded
	terms   []placed
	parts   partSet // where it counts
	loose   bool    // may be missing when no review has all
	exact   bool    // stands for itself alone
	not     bool
}

type clauseKind int

const (
	aWord clauseKind = iota
	aPrefix
	aPhrase
)

// A placed term stands so many positions after a phrase's first.
type placed struct {
	term string
	at   int
}

// A filter asks for reviews with any of some values of one group.
type filter struct {
	group  string
	not    bool
	values []value
}

type value struct {
	term   string // group:value
	prefix bool
}

const noDayAfter = 1 << 30

// compile reads a query's items as the language does.
func compile(q Query, lang language, s source) (plan, error) {
	p := plan{after: -noDayAfter, before: noDayAfter}
	for _, n := range q.Notes {
		p.notes = append(p.notes, n.Message)
	}
	c := compiler{plan: &p, source: s, lang: lang, tok: tokenizer{apart: lang.elides()}}
	for _, item := range q.Items {
		if item.Field == fieldIn && !item.Not {
			part, _ := partNamed(strings.ToLower(item.Text))
			c.parts |= part.set()
		}
	}
	if c.parts == 0 {
		c.parts = everywhere
	}
	for _, item := range q.Items {
		if err := c.item(item); err != nil {
			return p, err
		}
	}
	p.common = c.stopped && len(p.clauses) == 0
	return p, nil
}

type compiler struct {
	*plan
	source  source
	lang    language
	tok     tokenizer
	parts   partSet // of items without a part of their own
	stopped bool    // some word was left out
}

func (c *compiler) item(item Item) error {
	switch item.Field {
	case fieldIn:
	case fieldBefore, fieldAfter:
		c.date(item)
	case "":
		return c.text(item, c.parts)
	default:
		if p, ok := partNamed(item.Field); ok {
			return c.text(item, p.set())
		}
		c.filter(item)
	}
	return nil
}

// date narrows the days. Nobody asks for reviews that are not before a day.
func (c *compiler) date(item Item) {
	day, _ := firstDay(item.Text)
	c.dated = true
	if (item.Field == fieldAfter) != item.Not {
		c.after = max(c.after, day)
	} else {
		c.before = min(c.before, day)
	}
}

func (c *compiler) filter(item Item) {
	if keyFold(item.Text) == "" {
		c.notes = append(c.notes, item.Field+": wants a value with letters or digits.")
		return
	}
	v := value{item.Field + ":" + keyFold(item.Text), item.Prefix && item.Field != fieldID}
	for i, f := range c.filters {
		if f.group == item.Field && f.not == item.Not {
			c.filters[i].values = append(f.values, v)
			return
		}
	}
	c.filters = append(c.filters, filter{item.Field, item.Not, []value{v}})
}

// text makes a clause of a word or a phrase.
func (c *compiler) text(item Item, parts partSet) error {
	surfaces := c.surfaces(item.Text)
	cl := clause{parts: parts, loose: !item.Quoted && !item.Not, exact: item.Quoted || item.Not, not: item.Not}
	for at, s := range surfaces {
		if s == "" {
			continue
		}
		term, err := c.lang.asked(s, c.source)
		if err != nil {
			return err
		}
		if term != "" {
			cl.terms = append(cl.terms, placed{term, at})
			cl.surface = s
		}
	}
	switch {
	case len(surfaces) == 1 && (item.Prefix || isCJKWord(surfaces[0]) && utf8.RuneCountInString(surfaces[0]) == 1):
		cl.kind, cl.surface = aPrefix, surfaces[0]
		if utf8.RuneCountInString(cl.surface) < leastPrefix && !isCJKWord(cl.surface) {
			c.notes = append(c.notes, "A beginning wants two letters before its star.")
			return nil
		}
		cl.terms = nil
	case len(cl.terms) == 0:
		c.stopped = c.stopped || len(surfaces) > 0
		return nil
	case len(cl.terms) > 1:
		cl.kind = aPhrase
		first := cl.terms[0].at
		for i := range cl.terms {
			cl.terms[i].at -= first
		}
	}
	c.clauses = append(c.clauses, cl)
	return nil
}

// leastPrefix is how many characters a beginning must have.
const leastPrefix = 2

// mostPhrase is how many words of a phrase are looked at.
const mostPhrase = 32

// surfaces are the tokens of a text, each at its position. What is not to be
// looked up is empty: the last character of a run of pairs, alone.
func (c *compiler) surfaces(text string) []string {
	var list []string
	var last token
	c.tok.each(text, func(t token) {
		s := string(t.surface)
		alone := len(list) > 0 && isCJKWord(s) && utf8.RuneCountInString(s) == 1 && t.start < last.end
		if alone {
			s = ""
		}
		list = append(list, s)
		last = t
	})
	for len(list) > 0 && list[len(list)-1] == "" {
		list = list[:len(list)-1]
	}
	return list[:min(len(list), mostPhrase)]
}
