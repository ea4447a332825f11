package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// workingHours reads when people are expected at work.
func (r *reader) workingHours(c *Config, n *frontmatter.Node) {
	if len(r.fields(n, "working_hours")) == 0 {
		return
	}
	w := &c.WorkingHours
	w.Start = r.clock(n.Get("start"), "working_hours.start", w.Start)
	w.End = r.clock(n.Get("end"), "working_hours.end", w.End)
	if w.Start == w.End {
		r.warn(n, "bad-working-hours", "the working hours end when they start", "Leave one of the two out for its default.")
		w.Start, w.End = Default().WorkingHours.Start, Default().WorkingHours.End
	}
	if days := r.texts(n.Get("days"), "working_hours.days", nil); len(days) > 0 {
		w.Days = r.days(n.Get("days"), days)
	}
}

// clock returns a time of day in minutes; 24:00 is the end of the day.
func (r *reader) clock(n *frontmatter.Node, key string, otherwise int) int {
	text := r.text(n, key, "")
	if text == "" {
		return otherwise
	}
	hours, minutes, _ := strings.Cut(text, ":")
	h, err := strconv.Atoi(hours)
	m, err2 := strconv.Atoi(minutes)
	if err != nil || err2 != nil || len(minutes) != 2 || h < 0 || h > 24 || m < 0 || m > 59 || h == 24 && m > 0 {
		r.warn(n, "bad-working-hours", fmt.Sprintf("`%s` is no time of day: %q", key, text), `Write it as "09:00".`)
		return otherwise
	}
	return h*60 + m
}

// days returns the days that are named by their first three letters or in full.
func (r *reader) days(n *frontmatter.Node, names []string) (days [7]bool) {
	var known []string
	for d := time.Sunday; d <= time.Saturday; d++ {
		known = append(known, strings.ToLower(d.String()[:3]))
	}
	for _, name := range names {
		found := false
		for i, short := range known {
			full := strings.ToLower(time.Weekday(i).String())
			if given := strings.ToLower(name); given == short || given == full {
				days[i], found = true, true
			}
		}
		if !found {
			r.warn(n, "bad-working-hours", fmt.Sprintf("there is no day %q", name), nearest(name, known))
		}
	}
	return days
}
