package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"path"
	"sync"
	"sync/atomic"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A press holds what all pages of one build share. It does not change once
// pages are being rendered, but for its counters.
type press struct {
	o          Options
	book       *incident.Book
	x          *index.Index
	site       Site
	beginnings map[beginning]Page
	templates  map[string]*template.Template
	bundle     bundle
	addresses  map[string]string // of files of the repository
	paged      map[*incident.Review]bool
	reviews    []*incident.Review // with pages of their own
	closed     map[string]bool    // files whose page is not part of this build
	planned    map[string]bool    // addresses of the site, without the last slash
	pictures   map[string]incident.Picture

	firstNames map[string]int // how many people have each
	worksOf    map[string]works
	cardCache  sync.Map // cardKey → Card

	sink    Sink
	files   atomic.Int64
	done    int
	doneMu  sync.Mutex
	buffers sync.Pool
}

func newPress(book *incident.Book, o Options, sink Sink) (*press, error) {
	templates, err := parseTemplates(o.Layouts)
	if err != nil {
		return nil, err
	}
	bundle, err := newBundle(o.Assets, o.Config.Theme)
	if err != nil {
		return nil, err
	}
	p := &press{
		o:          o,
		book:       book,
		x:          newIndex(book, o),
		templates:  templates,
		bundle:     bundle,
		addresses:  book.Addresses(),
		paged:      map[*incident.Review]bool{},
		firstNames: map[string]int{},
		planned:    map[string]bool{},
		closed:     map[string]bool{},
		pictures:   map[string]incident.Picture{},
		reviews:    pagedReviews(book, o.Drafts),
		sink:       sink,
		buffers:    sync.Pool{New: func() any { return new(bytes.Buffer) }},
	}
	for _, person := range book.People {
		p.firstNames[firstName(person.Name)]++
	}
	p.worksOf = gatherWorks(p.x.Reviews)
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
	p.site = newSite(p)
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
}

// A view is what a template shows. Data is what a program may read beside it.
type view interface{ Data() any }

func (pg page) write(p *press) error {
	if pg.layout == "" {
		data, err := pg.raw()
		if err != nil {
			return err
		}
		return p.put(pg.address, data)
	}
	v := pg.view(p.page(pg.address))
	if err := p.execute(pg.file(), pg.layout, v); err != nil {
		return err
	}
	if data := v.Data(); data != nil {
		return p.putJSON(path.Join(pg.address, "index.json"), data)
	}
	return nil
}

// file is the name under which the page is written.
func (pg page) file() string {
	if pg.layout == "" || pg.address == addressNotFound {
		return pg.address
	}
	return pg.address + "index.html"
}

func (p *press) execute(name, layout string, v view) error {
	buf := p.buffers.Get().(*bytes.Buffer)
	defer p.buffers.Put(buf)
	buf.Reset()
	if err := p.templates[layout].ExecuteTemplate(buf, "base.html", v); err != nil {
		return fmt.Errorf("execute layout %q: %w", layout, err)
	}
	return p.put(name, buf.Bytes())
}

func (p *press) putJSON(name string, data any) error {
	buf := p.buffers.Get().(*bytes.Buffer)
	defer p.buffers.Put(buf)
	buf.Reset()
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(data); err != nil {
		return fmt.Errorf("encode %q: %w", name, err)
	}
	return p.put(name, buf.Bytes())
}

func (p *press) put(name string, data []byte) error {
	p.files.Add(1)
	return p.sink.Write(name, data)
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
