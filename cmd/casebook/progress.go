package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long work may take before a person is told how far it is.
const patience = time.Second

// A progress is a line that says how far a long work is. Only a terminal has
// one: elsewhere it would be noise.
type progress struct {
	w     io.Writer // nil: shows nothing
	now   func() time.Time
	began time.Time
	what  string
	bar   *progressbar.ProgressBar
}

func (p *program) progress(what string) *progress {
	shown := &progress{now: p.now, began: p.now(), what: what}
	if p.terminal && !p.quiet {
		shown.w = p.err
	}
	return shown
}

// show is called by one worker at a time.
func (p *progress) show(done, total int) {
	if p.w == nil {
		return
	}
	if p.bar == nil {
		if p.now().Sub(p.began) < patience {
			return
		}
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription(p.what),
			progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	p.bar.Set(done) // a line that cannot be drawn is no reason to stop
}

// end takes the line away.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Clear()
	}
}
