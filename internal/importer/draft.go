package importer

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// DraftOptions say what a draft is to be called and where it goes.
type DraftOptions struct {
	Title      string    // empty: what the evidence says
	Day        time.Time // when nothing in the evidence has a date
	Reviews    string    // folder of reviews; empty: content/reviews
	Severities []string
	People     []*incident.Person
	Waivers    []incident.Waiver // reasons for what was allowed to stay
}

// Draft makes a review of evidence: a bundle with the facts in its front matter,
// the conversation beside it, and a timeline of proposed entries as comments. A
// document becomes the narrative as it is.
func Draft(e Evidence, o DraftOptions) (Outcome, error) {
	title := cmp.Or(o.Title, e.Title)
	if strings.TrimSpace(title) == "" {
		return Outcome{}, fmt.Errorf("make a review: nothing in the evidence names it; give --title")
	}
	day := o.Day
	if first := e.first(); first.Known() {
		day = first.Day()
	}
	dir := path.Join(cmp.Or(o.Reviews, "content/reviews"), day.Format("2006"), day.Format(time.DateOnly)+"-"+incident.Key(title))
	c := readConversation(nil)
	if err := c.merge(e.Messages); err != nil {
		return Outcome{}, err
	}
	transcript, err := c.bytes()
	if err != nil {
		return Outcome{}, err
	}
	d := draft{Evidence: e, o: o, title: title}
	out := Outcome{Added: len(c.added)}
	if len(transcript) == 0 {
		out.Files = []File{{Path: dir + ".md", Data: d.write("")}}
	} else {
		out.Files = []File{
			{Path: dir + "/index.md", Data: d.write(Fingerprint(transcript))},
			{Path: dir + "/transcript.jsonl", Data: transcript},
		}
	}
	out.Joined, out.Proposed = d.joined, d.proposed
	return out, nil
}

// first is when the incident begins, by the evidence.
func (e Evidence) first() incident.Moment {
	if e.Started.Known() {
		return e.Started
	}
	return e.begun()
}

// A draft is a review being written.
type draft struct {
	Evidence
	o        DraftOptions
	title    string
	b        strings.Builder
	joined   []string // keys of participants
	proposed int
}

func (d *draft) write(fingerprint string) []byte {
	if bytes.HasPrefix(d.Body, []byte("---\n")) || bytes.HasPrefix(d.Body, []byte("+++\n")) {
		return d.Body // it has facts of its own, which are read as they are
	}
	d.front(fingerprint)
	switch {
	case len(d.Body) > 0:
		d.b.Write(d.Body)
	default:
		d.questions()
	}
	if len(d.Messages) > 0 {
		d.timeline()
	}
	if len(d.Body) == 0 {
		d.b.WriteString("\n## What surprised us\n\n<!-- One item a surprise: what did they expect, and what did they see? -->\n" +
			"\n## What we learned\n\n<!-- What do you know now that you did not know then? -->\n" +
			"\n## Open questions\n\n<!-- What does nobody know yet, and who might? -->\n")
	}
	return []byte(d.b.String())
}

func (d *draft) line(format string, args ...any) { fmt.Fprintf(&d.b, format+"\n", args...) }

// front writes the facts.
func (d *draft) front(fingerprint string) {
	d.line("---")
	d.line("title: %s", strconv.Quote(d.title))
	if d.ID != "" {
		d.line("id: %s", strconv.Quote(d.ID))
	}
	d.line("status: draft")
	if i := slices.IndexFunc(d.o.Severities, func(s string) bool { return strings.EqualFold(s, d.Severity) }); i >= 0 {
		d.line("severity: %s", d.o.Severities[i])
	}
	if first := d.first(); first.Known() {
		d.line("started: %s", stamp(first))
	}
	if d.Resolved.Known() {
		d.line("resolved: %s", stamp(d.Resolved))
	}
	if len(d.Services) > 0 {
		d.line("services: %s", flow(d.Services))
	}
	if list := participants(d.Evidence, d.o.People); len(list) > 0 {
		d.line("participants:  # by the evidence; roles are a guess: commander, responder, expert, communicator, observer, reporter")
		for _, p := range list {
			d.joined = append(d.joined, p.Who)
			d.b.WriteString(participantLines(p))
		}
	}
	if fingerprint != "" {
		d.line("conversation: %s", fingerprint)
	}
	if len(d.o.Waivers) > 0 {
		d.line("waive:")
		for _, w := range d.o.Waivers {
			d.line("  %s: %s", w.Rule, strconv.Quote(w.Reason))
		}
	}
	d.line("---")
	d.line("")
}

// flow writes words as a list of front matter.
func flow(words []string) string {
	var quoted []string
	for _, w := range words {
		quoted = append(quoted, strconv.Quote(w))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// stamp writes a moment as front matter has it, in UTC.
func stamp(m incident.Moment) string {
	about := ""
	if m.About {
		about = "~"
	}
	if m.Precision == incident.DayOnly {
		return about + m.Time.Format(time.DateOnly)
	}
	return about + m.Time.UTC().Format("2006-01-02T15:04:05Z")
}

// participantLines writes one item of `participants`.
func participantLines(p incident.Participant) string {
	return "  - who: " + yamlWord(p.Who) + "\n    " + strings.Join(participantFacts(p), "\n    ") + "\n"
}

// participantFacts are what is known of somebody's part, a line each.
func participantFacts(p incident.Participant) []string {
	var lines []string
	add := func(key, value string) { lines = append(lines, key+": "+value) }
	if p.Role != "" {
		add("role", p.Role)
	}
	if p.Joined.Known() {
		add("joined", stamp(p.Joined))
	}
	if p.Left.Known() {
		add("left", stamp(p.Left))
	}
	if p.OnCallKnown {
		add("on_call", "["+strings.Join(p.OnCall, ", ")+"]")
	}
	if p.Paged == incident.Yes {
		add("paged", "true")
	}
	if p.Timezone != "" {
		add("timezone", p.Timezone)
	}
	if p.TenureDays >= 0 {
		add("tenure_days", strconv.Itoa(p.TenureDays))
	}
	return lines
}

// yamlWord writes a key: plain where it may be, for keys of letters read better.
func yamlWord(key string) string {
	for _, r := range key {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return strconv.Quote(key)
		}
	}
	return key
}

func (d *draft) questions() {
	d.b.WriteString("## Summary\n\n<!-- One paragraph that a stranger understands. -->\n\n## What happened\n\n" +
		"<!-- Tell it as it looked to those who were there, in the order in which they saw it. -->\n")
}

// timeline writes the proposed entries, and how to keep one.
func (d *draft) timeline() {
	list := proposals(d.Evidence, func(string) bool { return true })
	if d.proposed = len(list); d.proposed > 0 {
		d.line("\n## Timeline (UTC)\n\n%s\n\n%s", keepLine, proposalLines(list, dayOf(d.first()), ""))
	}
}

// Profiles makes profiles of people whom the book does not know yet.
func Profiles(list []Somebody, folder string) []File {
	var files []File
	for _, s := range list {
		if !s.New {
			continue
		}
		files = append(files, File{Path: path.Join(cmp.Or(folder, "content/people"), s.Ref+".md"), Data: profile(s)})
	}
	return files
}

func profile(s Somebody) []byte {
	var b strings.Builder
	b.WriteString("---\nname: " + strconv.Quote(s.Name) + "\n")
	if s.Team != "" {
		b.WriteString("team: " + strconv.Quote(s.Team) + "\n")
	}
	for _, d := range []struct{ key, value string }{{"joined", s.Joined}, {"left", s.Left}} {
		if m, _ := incident.ParseMoment(d.value, time.UTC); m.Known() {
			b.WriteString(d.key + ": " + m.Day().Format(time.DateOnly) + "\n")
		}
	}
	if s.Timezone != "" {
		b.WriteString("timezone: " + s.Timezone + "\n")
	}
	var handles []string
	for _, h := range s.Handles {
		handles = append(handles, h.System+": "+strconv.Quote(h.Name))
	}
	if len(handles) > 0 {
		b.WriteString("handles: {" + strings.Join(handles, ", ") + "}\n")
	}
	b.WriteString("---\n")
	if s.Title != "" {
		b.WriteString("\n" + plainText(s.Title) + "\n")
	}
	return []byte(b.String())
}
