package preview

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"

	"github.com/casebook-dev/casebook/internal/diag"
)

// A site is the last good build and the state of the last one.
type site struct {
	mu      sync.Mutex
	files   fs.FS // nil before the first good build
	state   state
	changed chan struct{} // closed and replaced after each build
}

// A state is what a page must know of the last build.
type state struct {
	Site     string    `json:"site"`  // changes with the site's content; empty before the first good build
	Build    int       `json:"build"` // counts builds, good or not
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

type buildFunc func(context.Context) (fs.FS, diag.List, error)

// rebuild builds and shows the outcome. A build that was given up is none.
func (s *site) rebuild(ctx context.Context, build buildFunc, log *log) {
	files, problems, err := build(ctx)
	if ctx.Err() != nil {
		return
	}
	problems = append(diag.List{}, problems...)
	problems.Sort()
	print, err := fingerprint(files, err)
	s.show(files, print, problems, err)
	log.problems(problems)
	if err != nil {
		log.say("Not built: %v", err)
	}
}

func (s *site) show(files fs.FS, print string, problems diag.List, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Build++
	s.state.Problems, s.state.Error = problems, ""
	if err != nil {
		s.state.Error = err.Error()
	}
	if print != "" {
		s.files, s.state.Site = files, print
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// fingerprint sums up the content of a site, so that a page is loaded anew only
// if something changed. It is empty without a good site.
func fingerprint(files fs.FS, err error) (string, error) {
	if err != nil || files == nil {
		return "", err
	}
	hash := sha256.New()
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		fmt.Fprintf(hash, "%d %s %d ", len(name), name, len(data))
		hash.Write(data)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read the built site: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8]), nil
}
