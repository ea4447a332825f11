package importer

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// keepLine stands above proposed entries.
const keepLine = "<!-- Proposed from the evidence, in UTC. To keep a line, delete the comment marks at its two ends; delete the lines you do not want. -->"

// timelineHeading is a heading that begins a timeline.
var timelineHeading = regexp.MustCompile(`(?im)^#{1,6}[ \t].*\btimeline\b.*$`)

// anyHeading is a heading of any level.
var anyHeading = regexp.MustCompile(`(?m)^#{1,6}[ \t]`)

// timed is an entry of a timeline in a list, or a proposed one.
var timed = regexp.MustCompile(`^(<!-- )?[-*] (?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)\b`)

// propose puts proposed entries into the timeline that begins on the day: each
// behind what was earlier, else at its end. Without a timeline it begins one at the
// end of the file.
func (t *text) propose(list []proposal, day time.Time) {
	if len(list) == 0 {
		return
	}
	at := timelineHeading.FindStringIndex(t.body)
	if at == nil {
		t.body = strings.TrimRight(t.body, "\n") + "\n\n## Timeline (UTC)\n\n" + keepLine + "\n\n" + proposalLines(list, day, "") + "\n"
		return
	}
	end := len(t.body)
	if next := anyHeading.FindStringIndex(t.body[at[1]:]); next != nil {
		end = at[1] + next[0]
	}
	section := strings.TrimRight(t.body[at[1]:end], "\n")
	lead := section[:len(section)-len(strings.TrimLeft(section, "\n"))]
	s := schedule{lines: strings.Split(section[len(lead):], "\n"), day: day}
	if section == "" {
		s.lines, lead = nil, "\n\n"
	}
	if !strings.Contains(t.body[at[0]:at[1]], "(UTC)") {
		s.zone = " UTC"
	}
	s.insert(list)
	rest := t.body[end:]
	if rest != "" {
		rest = "\n" + rest
	}
	t.body = t.body[:at[1]] + lead + strings.Join(s.lines, "\n") + "\n" + rest
}

// dayOf is the day on which a timeline in UTC begins; zero when it is not known, or
// is another day where it happened.
func dayOf(started incident.Moment) time.Time {
	day := started.Time.UTC().Truncate(24 * time.Hour)
	if !started.Known() || !started.Day().Equal(day) {
		return time.Time{}
	}
	return day
}

// proposalLines are the entries, a line each.
func proposalLines(list []proposal, day time.Time, zone string) string {
	var lines []string
	for _, p := range list {
		lines = append(lines, p.line(day, zone))
	}
	return strings.Join(lines, "\n")
}

// A schedule is the lines of a timeline.
type schedule struct {
	lines []string
	day   time.Time // on which it begins
	zone  string    // what has to stand behind a clock in UTC; empty where the heading says it
}

// insert puts each entry behind the last line that is not later, and all of them
// at the end where no line has a time.
func (s *schedule) insert(list []proposal) {
	said := slices.Contains(s.lines, keepLine)
	times := s.times()
	if !slices.ContainsFunc(times, func(t time.Time) bool { return !t.IsZero() }) {
		if len(s.lines) > 0 {
			s.lines = append(s.lines, "")
		}
		if !said {
			s.lines = append(s.lines, keepLine, "")
		}
		s.lines = append(s.lines, proposalLines(list, s.day, s.zone))
		return
	}
	var out []string
	if !said {
		out = append(out, keepLine, "")
	}
	for i, l := range s.lines {
		for len(list) > 0 && !times[i].IsZero() && list[0].at.Time.Truncate(time.Minute).Before(times[i]) {
			out, list = append(out, list[0].line(s.day, s.zone)), list[1:]
		}
		out = append(out, l)
	}
	if len(list) > 0 {
		out = append(out, proposalLines(list, s.day, s.zone))
	}
	s.lines = out
}

// times are when the lines' entries were, in UTC; zero for a line that has none, or
// one in a zone that is not known here. A clock that goes back by more than twelve
// hours is of the next day.
func (s *schedule) times() []time.Time {
	times := make([]time.Time, len(s.lines))
	day, before := s.day, time.Time{}
	for i, l := range s.lines {
		m := timed.FindStringSubmatch(l)
		if m == nil || m[1] == "" && s.zone != "" {
			continue
		}
		if given, err := time.Parse(time.DateOnly, m[2]); err == nil {
			day = given
		}
		clock, err := time.Parse("15:04", m[3])
		if err != nil {
			continue
		}
		at := day.Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute)
		if before.Sub(at) > 12*time.Hour {
			day, at = day.AddDate(0, 0, 1), at.AddDate(0, 0, 1)
		}
		times[i], before = at, at
	}
	return times
}
