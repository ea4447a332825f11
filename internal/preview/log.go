package preview

import (
	"fmt"
	"io"
	"sync"

	"github.com/casebook-dev/casebook/internal/diag"
)

// A log is what the person in front of the terminal reads.
type log struct {
	mu  sync.Mutex
	w   io.Writer
	old map[diag.Problem]bool // said already
}

func newLog(w io.Writer) *log {
	if w == nil {
		w = io.Discard
	}
	return &log{w: w}
}

func (l *log) say(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(l.w, format+"\n", args...) // a terminal that is gone has nobody to tell
}

// problems writes those that the build before did not have: somebody who saves
// a file often should see what that file did.
func (l *log) problems(list diag.List) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var fresh diag.List
	now := map[diag.Problem]bool{}
	for _, p := range list {
		if !l.old[p] {
			fresh = append(fresh, p)
		}
		now[p] = true
	}
	mended := 0
	for p := range l.old {
		if !now[p] {
			mended++
		}
	}
	l.old = now
	if len(fresh) == 0 && mended == 0 {
		return
	}
	fresh.WriteText(l.w)
	noun := "problems"
	if len(list) == 1 {
		noun = "problem"
	}
	fmt.Fprintf(l.w, "%d %s: %d new, %d mended\n", len(list), noun, len(fresh), mended)
}
