package importer

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/casebook-dev/casebook/internal/incident"
)

// statusFeed reads a status page's history as Atom or RSS: an entry an incident,
// its updates as paragraphs, each with a date that has no year, a state and words.
func statusFeed(name string, text []byte) ([]Evidence, error) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read %q: no feed: %w", name, err)
	}
	var all []Evidence
	var other Evidence // what is no incident
	for _, item := range feed.Items {
		if e, ok := feedIncident(item); ok {
			all = append(all, e)
		} else {
			other.drop("entries", "they have no title, no identifier or no date")
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("read %q: it holds no incident", name)
	}
	all[0].Dropped = append(other.Dropped, all[0].Dropped...)
	return all, nil
}

func feedIncident(item *gofeed.Item) (Evidence, bool) {
	e := Evidence{Title: strings.TrimSpace(item.Title), URL: item.Link, ID: path.Base(cmp.Or(item.GUID, item.Link))}
	published := item.PublishedParsed
	if published == nil {
		published = item.UpdatedParsed
	}
	if e.Title == "" || e.ID == "" || published == nil {
		return e, false
	}
	for _, p := range slices.Backward(paragraphs(cmp.Or(item.Content, item.Description))) { // the newest is first
		u, ok := feedUpdate(p, published.UTC())
		if !ok {
			e.drop("paragraphs", "they have no date")
			continue
		}
		id := fmt.Sprintf("sp-%s-%d", e.ID, u.at.Time.Unix()/60)
		e.Messages = append(e.Messages, statusMessage(id, u.status, u.body, u.at))
		if final(u.status) {
			e.Resolved = u.at
		}
		e.Planned = e.Planned || planned(u.status)
	}
	e.sort()
	e.distinct()
	if len(e.Messages) > 0 {
		e.Started = e.Messages[0].At
	}
	return e, true
}

func final(status string) bool {
	return strings.EqualFold(status, "resolved") || strings.EqualFold(status, "completed")
}

// planned tells the states that only announced maintenance has.
func planned(status string) bool {
	switch strings.ToLower(status) {
	case "scheduled", "in progress", "verifying", "completed":
		return true
	}
	return false
}

// A posting is one paragraph of a feed's entry.
type posting struct {
	at           incident.Moment
	status, body string
}

// feedUpdate reads «Jun 8, 19:13 UTC», a state in bold, and what follows.
func feedUpdate(p *html.Node, published time.Time) (posting, bool) {
	var u posting
	small, strong := find(p, atom.Small), find(p, atom.Strong)
	if small == nil {
		return u, false
	}
	at, ok := yearless(strings.Join(strings.Fields(content(small)), " "), published)
	if !ok {
		return u, false
	}
	u.at = at
	if strong != nil {
		u.status = strings.TrimSpace(content(strong))
		strong.Parent.RemoveChild(strong)
	}
	small.Parent.RemoveChild(small)
	body, err := markdownOf(p)
	if err != nil {
		body = content(p)
	}
	u.body = strings.TrimLeft(body, "\\-– \n")
	return u, true
}

// yearless reads a date without a year as the last such day before the entry was
// published, or the day after it for a zone's sake.
func yearless(s string, published time.Time) (incident.Moment, bool) {
	s = strings.Replace(s, " ,", ",", 1)
	for _, year := range []int{published.Year() + 1, published.Year(), published.Year() - 1} {
		day, clock, ok := strings.Cut(s, ",")
		if !ok {
			return incident.Moment{}, false
		}
		m, _ := incident.ParseMoment(fmt.Sprintf("%s %d %s", strings.TrimSpace(day), year, strings.TrimSpace(clock)), time.UTC)
		if m.HasClock() && m.Time.Before(published.AddDate(0, 0, 1)) {
			m.Time = m.Time.UTC()
			return m, true
		}
	}
	return incident.Moment{}, false
}

// paragraphs returns the paragraphs of a piece of HTML.
func paragraphs(src string) []*html.Node {
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil
	}
	var list []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.P {
			list = append(list, n)
		}
	}
	return list
}

func find(n *html.Node, tag atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == tag {
			return d
		}
	}
	return nil
}

// content returns the text below a node.
func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
