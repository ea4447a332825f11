package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/casebook-dev/casebook/internal/cover"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A press holds what all pages of one build share. It does not change once
// pages are being rendered, but for its counters.
type press struct {
	*look
	o          Options
	book       *incident.Book
	x          *index.Index
	insights   *insight.Insights
	site       Site
	beginnings map[beginning]Page
	addresses  map[string]string // of files of the repository
	paged      map[*incident.Review]bool
	reviews    []*incident.Review // with pages of their own
	years      []chapter
	closed     map[string]bool // files whose page is not part of this build
	planned    map[string]bool // addresses of the site, without the last slash
	pictures   map[string]incident.Picture
	painter    *cover.Painter // nil without a base_url

	firstNames    map[string]int // how many people have each
	worksOf       map[string]works
	slugs         map[string]*incident.Review
	participation func() insight.Participation
	writing       func() insight.Writing
	besideOf      func() map[string][]string
	cardCache     sync.Map // cardKey → Card
	termLinkCache sync.Map // termKey → Link

	done    int
	doneMu  sync.Mutex
	buffers sync.Pool
}

func newPress(book *incident.Book, o Options) (*press, error) {
	look, err := lookOf(o)
	if err != nil {
		return nil, err
	}
	o.Before = nil // or every site would hold all that were before it
	p := &press{
		o:             o,
		book:          book,
		x:             newIndex(book, o),
		insights:      insight.New(book, insight.Options{Config: &o.Config, Cited: o.Cited}),
		look:          look,
		addresses:     book.Addresses(),
		paged:         map[*incident.Review]bool{},
		firstNames:    map[string]int{},
		slugs:         map[string]*incident.Review{},
		participation: takingPartOnce(book),
		writing:       writingOnce(book),
		planned:       map[string]bool{},
		closed:        map[string]bool{},
		pictures:      map[string]incident.Picture{},
		reviews:       pagedReviews(book, o.Drafts),
		buffers:       sync.Pool{New: func() any { return new(bytes.Buffer) }},
	}
	for _, person := range book.People {
		p.firstNames[firstName(person.Name)]++
	}
	for _, r := range book.Reviews {
		p.slugs[r.Slug] = r
	}
	p.besideOf = besideOnce(p.insights)
	p.worksOf = gatherWorks(p.x.Reviews)
	p.years = chapters(p.x.Years, each)
	for _, r := range p.reviews {
		p.paged[r] = true
	}
	for _, picture := range book.Pictures {
		p.pictures[picture.Path] = picture
	}
	for _, r := range p.x.BeingWritten {
		if !p.paged[r] {
			p.closed[r.Path], p.closed[r.Bundle], p.closed[r.Transcript] = true, true, true
		}
	}
	for _, r := range book.Reviews {
		if len(r.Messages) == 0 {
			p.closed[r.Transcript] = true // its file is there, and no page of it
		}
	}
	p.site = newSite(p)
	if p.site.BaseURL != "" {
		if p.painter, err = cover.NewPainter(cover.Options{Accent: o.Config.Theme.Accent}); err != nil {
			return nil, fmt.Errorf("read the covers' type: %w", err)
		}
	}
	if err := p.furnish(); err != nil {
		return nil, err
	}
	return p, nil
}

// A page is one address of the plan: a view in a layout, or raw bytes.
type page struct {
	address string // ends in / for a view, else the name of a file
	source  string // the file that claims the address; empty: casebook itself
	layout  string
	view    func(Page) view
	raw     func() ([]byte, error)
	lasting bool // the address changes with the content, so an earlier site's file will do
}

// A view is what a template shows. Data is what a program may read beside it.
type view interface{ Data() any }

// write renders the page's files to a sink.
func (pg page) write(p *press, sink Sink) error {
	if pg.layout == "" {
		if kept, err := pg.keep(sink); kept || err != nil {
			return err
		}
		data, err := pg.raw()
		if err != nil {
			return err
		}
		return sink.Write(pg.address, data)
	}
	v := pg.view(p.page(pg.address))
	buf := p.buffers.Get().(*bytes.Buffer)
	defer p.buffers.Put(buf)
	buf.Reset()
	if err := p.templates[pg.layout].ExecuteTemplate(buf, "base.html", v); err != nil {
		return fmt.Errorf("execute layout %q: %w", pg.layout, err)
	}
	if err := sink.Write(pg.file(), buf.Bytes()); err != nil || !pg.hasData() {
		return err
	}
	buf.Reset()
	if err := encodeData(buf, v.Data()); err != nil {
		return fmt.Errorf("encode %q: %w", pg.dataFile(), err)
	}
	return sink.Write(pg.dataFile(), buf.Bytes())
}

// keep takes over the page's file from the site before, where that is as good as
// making it.
func (pg page) keep(sink Sink) (bool, error) {
	k, ok := sink.(Keeper)
	if !ok || !pg.lasting {
		return false, nil
	}
	return k.Keep(pg.address)
}

// file is the name under which the page is written.
func (pg page) file() string {
	if pg.layout == "" || pg.address == addressNotFound {
		return pg.address
	}
	return pg.address + "index.html"
}

// hasData tells whether the page's data lie beside it. A page of free text is
// its own data.
func (pg page) hasData() bool {
	return pg.layout != "" && pg.layout != layoutPage && pg.layout != layoutPullRequest && pg.layout != layoutNotFound
}

// dataFile is the name of the page's data.
func (pg page) dataFile() string { return pg.address + "index.json" }

// files are the names of all that write writes.
func (pg page) files() []string {
	if pg.hasData() {
		return []string{pg.file(), pg.dataFile()}
	}
	return []string{pg.file()}
}

func encodeData(buf *bytes.Buffer, data any) error {
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	return enc.Encode(data)
}

func (p *press) wrote(total int) {
	if p.o.Progress == nil {
		return
	}
	p.doneMu.Lock()
	defer p.doneMu.Unlock()
	p.done++
	p.o.Progress(p.done, total)
}
