package site

import (
	"html/template"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A Card is a review in a list: what it teaches before how bad it was.
type Card struct {
	Slug     string        `json:"slug"`
	Address  string        `json:"address"` // empty: the review has no page here
	Href     string        `json:"-"`       // the page's, else the source at the code host; may be empty
	Title    string        `json:"title"`
	Day      When          `json:"started"`
	Kind     string        `json:"kind"`
	Status   string        `json:"status"`
	Severity string        `json:"severity,omitempty"`
	Depth    string        `json:"depth,omitempty"`
	Lead     template.HTML `json:"-"` // the first learning, else the summary
	Teaches  bool          `json:"-"` // Lead is a learning
	Summary  string        `json:"summary,omitempty"`
	Services []Link        `json:"services,omitempty"`
	Teams    []Link        `json:"teams,omitempty"`
	Factors  []Link        `json:"factors,omitempty"`
	Minutes  int           `json:"minutes"` // to read it
	Year     string        `json:"-"`
	Because  string        `json:"because,omitempty"`
}

// wordsPerMinute is an unhurried reader's pace in prose (Brysbaert 2019 gives
// 238 words a minute for English non-fiction).
const wordsPerMinute = 238

// readingMinutes is how long a text takes to read; 0 where there is none.
func readingMinutes(words int) int {
	if words == 0 {
		return 0
	}
	return max(1, (words+wordsPerMinute/2)/wordsPerMinute)
}

// card gives the review's card for pages as deep as pg: it is made once for each
// depth, because a list of every term holds it.
func (p *press) card(pg Page, r *incident.Review) Card {
	key := cardKey{r, pg.Root}
	if c, ok := p.cardCache.Load(key); ok {
		return c.(Card)
	}
	c := p.newCard(pg, r)
	p.cardCache.Store(key, c)
	return c
}

type cardKey struct {
	review *incident.Review
	root   string
}

func (p *press) newCard(pg Page, r *incident.Review) Card {
	c := Card{
		Slug:     r.Slug,
		Title:    r.Title,
		Day:      day(r.Started),
		Kind:     kindText(r.Kind),
		Status:   string(r.Status),
		Severity: r.Severity,
		Depth:    r.Study.Depth,
		Summary:  p.plain(r.Summary),
		Services: p.terms(pg, index.Services, r.Services),
		Teams:    p.terms(pg, index.Teams, r.Teams),
		Factors:  p.terms(pg, index.Factors, r.Factors),
		Minutes:  readingMinutes(r.Narrative.Words),
		Because:  r.Because,
	}
	c.Year = "unknown"
	if r.Started.Known() {
		c.Year = r.Started.Day().Format("2006")
	}
	if p.paged[r] {
		c.Address = incident.ReviewAddress(r.Slug)
		c.Href = pg.To(c.Address)
	} else {
		c.Href = p.source(r.Path)
	}
	c.Lead, c.Teaches = p.lead(pg, r)
	return c
}

func (p *press) cards(pg Page, reviews []*incident.Review) []Card {
	list := make([]Card, 0, len(reviews))
	for _, r := range reviews {
		list = append(list, p.card(pg, r))
	}
	return list
}

// lead is what a list shows of a review: its first learning, else its summary
// up to a length that scans.
func (p *press) lead(pg Page, r *incident.Review) (html template.HTML, teaches bool) {
	for _, s := range r.Narrative.Statements {
		if s.Section == incident.SectionLearnings && !s.Inner {
			return p.inline(pg, r.Narrative.File, s.Markdown), true
		}
	}
	return p.inline(pg, r.Narrative.File, firstSentences(r.Summary, 240)), false
}

// firstSentences cuts text after the last sentence that ends within n bytes, or
// keeps its first one.
func firstSentences(text string, n int) string {
	if len(text) <= n {
		return text
	}
	if i := strings.LastIndex(text[:n], ". "); i > 0 {
		return text[:i+1]
	}
	if i := strings.Index(text, ". "); i > 0 {
		return text[:i+1]
	}
	return text
}

func kindText(k incident.Kind) string { return strings.ReplaceAll(string(k), "-", " ") }

// StatusText is the status where a list says it: of anything but what is
// published.
func (c Card) StatusText() string {
	if c.Status == string(incident.Published) {
		return ""
	}
	return strings.ReplaceAll(c.Status, "-", " ")
}

// servicesOnCard is how many services a card names; its review names them all.
const servicesOnCard = 3

// FewServices are those that a card names.
func (c Card) FewServices() Links { return firstOf(c.Services, servicesOnCard) }

// Link is the review's title and where it leads.
func (c Card) Link() Link { return Link{Title: c.Title, Href: c.Href} }

// MoreServices is how many it does not.
func (c Card) MoreServices() int { return len(c.Services) - len(c.FewServices()) }

// Filters are the card's terms by key, for the list's filter.
func (c Card) Filters() string {
	var keys []string
	for _, group := range [][]Link{c.Services, c.Teams, c.Factors} {
		for _, l := range group {
			keys = append(keys, strings.TrimSuffix(l.Address, "/"))
		}
	}
	return strings.Join(append(keys, index.Kinds+"/"+incident.Key(c.Kind), "years/"+c.Year), " ")
}

// A Row is a review in a long list: no more than finds it.
type Row struct {
	Slug    string `json:"slug"`
	Address string `json:"address"`
	Href    string `json:"-"`
	Title   string `json:"title"`
	Day     When   `json:"started"`
}

// Link is the review's title and where it leads.
func (r Row) Link() Link { return Link{Title: r.Title, Href: r.Href} }

func (p *press) rows(pg Page, reviews []*incident.Review) []Row {
	list := make([]Row, 0, len(reviews))
	for _, r := range reviews {
		address := incident.ReviewAddress(r.Slug)
		list = append(list, Row{r.Slug, address, pg.To(address), r.Title, day(r.Started)})
	}
	return list
}
