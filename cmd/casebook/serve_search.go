package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"sync"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/search"
	"github.com/casebook-dev/casebook/internal/site"
)

// A previewSearch answers the preview's searches from the index on disk. It takes
// a change over when somebody asks, not when somebody saves.
type previewSearch struct {
	ctx   context.Context // the preview's: a page that goes must not leave an index half made
	dir   string
	mu    sync.Mutex
	book  *incident.Book // what pages show
	o     search.Options
	stamp string
	index *search.Index  // nil: not opened yet
	holds *incident.Book // what the index holds; nil: not known
}

// show says what is to be searched from now on.
func (s *previewSearch) show(b *book, stamp string) error {
	shown, err := b.shown()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.book, s.o, s.stamp = shown, b.searchOptions(), stamp
	return nil
}

// most is how many reviews one answer of the preview holds.
const most = 200

// ask answers /search.json?q=…&limit=…&facets=1.
func (s *previewSearch) ask(values url.Values) ([]byte, error) {
	limit, err := strconv.Atoi(values.Get("limit"))
	if err != nil || limit < 1 || limit > most {
		limit = 20
	}
	a, err := s.answer(values.Get("q"), search.Asking{Limit: limit, Facets: values.Get("facets") != ""})
	if err != nil {
		return nil, err
	}
	return json.Marshal(a)
}

func (s *previewSearch) answer(query string, o search.Asking) (search.Answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.book == nil {
		return search.Answer{}, errors.New("there is no site to search yet")
	}
	if s.index == nil {
		var err error
		if s.index, err = search.Open(s.dir); err != nil {
			return search.Answer{}, err
		}
	}
	if err := s.follow(); err != nil {
		return search.Answer{}, err
	}
	a, err := s.index.Ask(query, o)
	if !errors.Is(err, search.ErrDamaged) {
		return a, err
	}
	s.holds = nil
	if err := errors.Join(s.index.Discard(), s.follow()); err != nil {
		return search.Answer{}, err
	}
	return s.index.Ask(query, o)
}

// follow makes the index hold what pages show.
func (s *previewSearch) follow() error {
	if s.holds == s.book || s.holds == nil && s.stamp != "" && s.index.Stamp() == s.stamp {
		s.holds = s.book
		return nil
	}
	if err := s.index.Update(s.ctx, s.book, s.o, s.stamp); err != nil {
		return err
	}
	s.holds = s.book
	return nil
}

func (s *previewSearch) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.index != nil {
		s.index.Close()
	}
}

// previewRelatives tells which reviews are alike, once a page asks.
type previewRelatives struct {
	ctx  context.Context
	mu   sync.Mutex
	last *search.Relatives // of the book before: most of it is taken over
}

// of returns what tells the relatives of a book's reviews.
func (p *previewRelatives) of(b *book) func(slug string) []incident.Likeness {
	read := sync.OnceValue(func() *search.Relatives {
		p.mu.Lock()
		defer p.mu.Unlock()
		shown, err := b.shown()
		if err != nil {
			return nil
		}
		r, err := search.NewRelatives(p.ctx, shown, b.searchOptions(), p.last)
		if err != nil {
			return nil // the preview ends
		}
		p.last = r
		return r
	})
	return func(slug string) []incident.Likeness {
		if r := read(); r != nil {
			return r.Of(slug)
		}
		return nil
	}
}

// A searchedSite is a planned site whose search asks the preview.
type searchedSite struct {
	*site.Planned
	meta func() ([]byte, error) // the file that says so
}

func (b *book) searched(planned *site.Planned) searchedSite {
	return searchedSite{planned, sync.OnceValues(func() ([]byte, error) {
		shown, err := b.shown()
		if err != nil {
			return nil, err
		}
		return search.Elsewhere(shown, b.searchOptions(), "../search.json")
	})}
}

// ReadFile reads a file of the site, or the one that sends its search here.
func (s searchedSite) ReadFile(name string) ([]byte, error) {
	if name == search.MetaFile {
		return s.meta()
	}
	return s.Planned.ReadFile(name)
}
