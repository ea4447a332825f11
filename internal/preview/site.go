package preview

import (
	"context"
	"io/fs"
	"net/url"
	"sync"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
)

// A Site is what one build made.
type Site struct {
	Files    fs.FS // read while pages are asked for; nil: the last good site stays
	Problems diag.List
	// Check finds the problems that take longer to see; it is called once the
	// site is being served. Nil: there are none.
	Check func() diag.List
	// Search answers a search by the values of its address, as JSON. Nil: there
	// is none.
	Search func(url.Values) ([]byte, error)
}

// A site is the last good build and the state of the last one.
type site struct {
	mu      sync.Mutex
	files   fs.FS // nil before the first good build
	search  func(url.Values) ([]byte, error)
	state   state
	found   diag.List     // by building alone
	checked diag.List     // by the last Check that ended
	changed chan struct{} // closed and replaced after each build and each check

	checking sync.Mutex // one check at a time
}

// A state is what a page must know of the last build.
type state struct {
	Build    int       `json:"build"`  // counts builds, good or not
	Report   int       `json:"report"` // counts the lists of problems: one for each build, and one for each check
	Error    string    `json:"error,omitempty"`
	Problems diag.List `json:"problems"`
}

func newSite() *site {
	return &site{changed: make(chan struct{}), state: state{Problems: diag.List{}}}
}

// look returns the site as it is, and a channel that closes when that is no
// longer so.
func (s *site) look() (fs.FS, state, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files, s.state, s.changed
}

// searcher returns what answers searches; nil if there is none.
func (s *site) searcher() func(url.Values) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.search
}

type buildFunc func(context.Context) (Site, error)

// rebuild builds and shows the outcome. A build that was given up is none. The
// check that is returned need not be waited for: the pages are there.
func (s *site) rebuild(ctx context.Context, build buildFunc, log *log) (check func()) {
	built, err := build(ctx)
	if ctx.Err() != nil {
		return func() {}
	}
	number, problems := s.show(built, err)
	if err == nil && built.Check != nil {
		return func() { s.check(ctx, number, built.Check, log) }
	}
	log.problems(problems)
	if err != nil {
		log.say("Not built: %v", err)
	}
	return func() {}
}

// show makes a good site the one that is served, and returns the build's number.
// What an earlier check found stays until the next has ended.
func (s *site) show(built Site, err error) (number int, problems diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Build++
	s.state.Error = ""
	if err != nil {
		s.state.Error = err.Error()
	} else if built.Files != nil {
		s.files, s.search = built.Files, built.Search
	}
	if err == nil && built.Check == nil {
		s.checked = nil
	}
	s.found = built.Problems
	s.tell()
	return s.state.Build, s.state.Problems
}

// leisure is how long nothing must have changed before a build is checked: first
// come the pages that are open, and whoever saves again.
const leisure = 200 * time.Millisecond

// check checks the build with the number, unless there is a later one.
func (s *site) check(ctx context.Context, number int, check func() diag.List, log *log) {
	select {
	case <-ctx.Done():
	case <-time.After(leisure):
	}
	s.checking.Lock()
	defer s.checking.Unlock()
	if _, state, _ := s.look(); state.Build != number || ctx.Err() != nil {
		return
	}
	if problems, last := s.report(number, check()); last {
		log.problems(problems)
	}
}

// report adds what a check found to what is wrong with its build, if that is
// still the last.
func (s *site) report(number int, checked diag.List) (problems diag.List, last bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Build != number {
		return nil, false
	}
	s.checked = checked
	s.tell()
	return s.state.Problems, true
}

// tell wakes whoever looks.
func (s *site) tell() {
	s.state.Report++
	s.state.Problems = append(append(diag.List{}, s.found...), s.checked...)
	s.state.Problems.Sort()
	close(s.changed)
	s.changed = make(chan struct{})
}
