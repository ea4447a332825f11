package scaffold

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// complete adds to the texts what happens by itself.
func (p *past) complete() {
	house := p.house()
	if len(house.steps) == 0 {
		p.warn(house.file, 0, "nobody begins the casebook", "write `DATE TIME WHO pushes: SUBJECT`")
		return
	}
	told := map[*incident.Review]bool{}
	for _, t := range p.texts {
		told[t.review] = true
	}
	for i, r := range slices.Backward(p.Book.Reviews) { // the oldest first
		if !told[r] {
			p.texts = append(p.texts, p.untold(r, i))
		}
	}
	for _, t := range p.texts {
		if t.review != nil && len(t.steps) > 0 {
			p.addReview(t)
			p.addVoices(t)
			p.end(t)
			p.publish(t)
		}
	}
	p.addRest(house)
}

// house returns the text that concerns everybody.
func (p *past) house() *text {
	for _, t := range p.texts {
		if t.review == nil {
			return t
		}
	}
	t := &text{file: "_history/house.txt"}
	p.texts = append(p.texts, t)
	return t
}

// founding is the first step of all: who made it does what nobody else is said
// to have done.
func (p *past) founding() *step { return p.house().steps[0] }

// untold makes the text of a review of which nothing is told: a draft, and its
// publication.
func (p *past) untold(r *incident.Review, place int) *text {
	t := &text{file: "_history/" + r.Slug + ".txt", review: r, folder: path.Dir(r.Path)}
	who := p.writer(r)
	day := p.begun(r, place)
	first := p.step(t, who, day, "14:10", r.Title)
	t.steps = []*step{first}
	if published := r.Published.Day(); r.Published.Known() && published.After(day) {
		last := p.step(t, who, published, "09:20", "Publish")
		last.file(r.Path)
		t.steps = append(t.steps, last)
	}
	return t
}

// step is something somebody did on a day, at a time of their own clock.
func (p *past) step(t *text, who string, day time.Time, clock, subject string) *step {
	when, err := time.ParseInLocation("2006-01-02 15:04", day.Format(time.DateOnly)+" "+clock, p.clock(who))
	if err != nil {
		when = day
	}
	return &step{text: t, who: who, when: when, subject: subject}
}

// byline is how a review says who wrote it.
var byline = regexp.MustCompile(`[Ww]ritten by @([\pL\pN-]+)`)

// writer returns who most likely wrote a review.
func (p *past) writer(r *incident.Review) string {
	if m := byline.FindSubmatch(r.Narrative.Source); m != nil && p.person(string(m[1])) != nil {
		return string(m[1])
	}
	if r.Study.Facilitator != "" {
		return r.Study.Facilitator
	}
	for _, part := range r.Participants {
		if p.person(part.Who) != nil {
			return part.Who
		}
	}
	return p.founding().who
}

// begun returns the day of a review's first draft: after the meeting, else some
// time before it was published, else after it happened; never before the
// casebook was begun. The place keeps those apart of which nothing is known.
func (p *past) begun(r *incident.Review, place int) time.Time {
	day := r.Started.Day()
	for _, m := range []incident.Moment{r.Detected, r.Mitigated, r.Resolved} {
		if m.Day().After(day) {
			day = m.Day()
		}
	}
	day = day.AddDate(0, 0, 5)
	if r.Published.Known() {
		day = r.Published.Day().AddDate(0, 0, -7)
	}
	if r.Study.Met.Known() {
		day = r.Study.Met.Day().AddDate(0, 0, 1)
	}
	begin := p.founding().when.UTC().Truncate(24 * time.Hour)
	if !day.After(begin) {
		day = begin.AddDate(0, 0, 3+11*(place%9))
	}
	switch day.Weekday() {
	case time.Saturday:
		return day.AddDate(0, 0, 2)
	case time.Sunday:
		return day.AddDate(0, 0, 1)
	}
	return day
}

// addReview makes the first commit add the review, with all that lies beside it
// and is no one's account.
func (p *past) addReview(t *text) {
	first := t.steps[0]
	first.file(t.review.Path)
	if t.review.Bundle == "" {
		return
	}
	for _, name := range p.paths() {
		if strings.HasPrefix(name, t.review.Bundle+"/") && !isVoice(t.review, name) && !t.touches(name) {
			first.file(name)
		}
	}
}

func isVoice(r *incident.Review, name string) bool {
	return path.Dir(name) == path.Join(r.Bundle, "perspectives")
}

func (t *text) touches(name string) bool {
	return slices.ContainsFunc(t.steps, func(s *step) bool {
		return slices.ContainsFunc(s.files, func(f *fileStep) bool { return f.path == name })
	})
}

// addVoices makes people commit their own accounts, on the day after the first
// draft.
func (p *past) addVoices(t *text) {
	if t.review.Bundle == "" {
		return
	}
	day := t.steps[0].when.AddDate(0, 0, 1)
	n := 0
	for _, name := range p.paths() {
		if !isVoice(t.review, name) || t.touches(name) {
			continue
		}
		who := strings.TrimSuffix(path.Base(name), path.Ext(name))
		s := p.step(t, who, day, "11:05", "How it was for me")
		s.when = s.when.Add(time.Duration(n) * 43 * time.Minute)
		s.file(name)
		n++
		t.insert(s)
	}
}

// insert puts a step among the commits of the first pull request.
func (t *text) insert(s *step) {
	at := 1
	for at < len(t.steps) && !t.steps[at].kind.ends() && t.steps[at].when.Before(s.when) {
		at++
	}
	if at < len(t.steps) && !t.steps[at].when.After(s.when) {
		s.when = t.steps[at-1].when.Add(time.Minute)
	}
	t.steps = slices.Insert(t.steps, at, s)
}

// end merges what nobody is said to have merged.
func (p *past) end(t *text) {
	last := t.steps[len(t.steps)-1]
	if last.kind.ends() || last.kind == pushes {
		return
	}
	who := p.founding().who
	for _, approver := range t.review.Study.Approvers {
		if p.person(approver) != nil {
			who = approver
			break
		}
	}
	s := p.step(t, who, last.when, "16:20", "")
	s.kind = merges
	if !s.when.After(last.when) {
		s.when = last.when.Add(71 * time.Minute).In(p.clock(who))
	}
	t.steps = append(t.steps, s)
}

// publish makes the last commit before the first merge the one that sets the
// status, if nothing else is said of it. Any other that does nothing is a slip.
func (p *past) publish(t *text) {
	for i, s := range t.steps[:len(t.steps)-1] {
		if s.kind.ends() || len(s.files) > 0 {
			continue
		}
		if !t.steps[i+1].kind.ends() || slices.ContainsFunc(t.steps[:i], func(s *step) bool { return s.kind.ends() }) {
			p.warn(t.file, s.line, "this commit changes nothing", "write below it what it changed: `- before` and `+ after`, or `file: PATH`")
		}
		s.file(t.review.Path)
	}
}

// addRest makes files come that nobody is said to have added: people's profiles
// when they join, events of the calendar some weeks before, all else with the
// first step.
func (p *past) addRest(house *text) {
	first := p.founding()
	for _, name := range p.paths() {
		if slices.ContainsFunc(p.texts, func(t *text) bool { return t.touches(name) }) {
			continue
		}
		if s := p.later(house, name); s != nil && s.when.After(first.when) {
			s.file(name)
			house.steps = append(house.steps, s)
			continue
		}
		first.file(name)
	}
}

// later returns the step that adds a file some time after the beginning; nil if
// there is no reason for one.
func (p *past) later(house *text, name string) *step {
	for _, x := range p.Book.People {
		if x.Path == name && x.Joined.Known() {
			s := p.step(house, x.Key, x.Joined.Day().AddDate(0, 0, 3), "11:30", "This is me")
			s.kind = pushes
			return s
		}
	}
	for _, e := range p.Book.Events {
		if e.Path == name && e.Start.Known() {
			s := p.step(house, p.founding().who, e.Start.Day().AddDate(0, 0, -20), "09:40", "Calendar: "+e.Title)
			s.kind = pushes
			return s
		}
	}
	return nil
}

// signature returns how somebody signs.
func (p *past) signature(who string, when time.Time) Signature {
	s := Signature{Name: who, Email: strings.ToLower(who) + "@" + p.Mail, When: when}
	x := p.person(who)
	if x == nil {
		return s
	}
	s.Name = cmp.Or(x.Name, who)
	for _, h := range x.Handles {
		if h.System == "email" {
			s.Email = h.Name
			break
		}
	}
	return s
}
