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
func Draft(e Evidence, o DraftOptions) ([]File, error) {
	title := cmp.Or(o.Title, e.Title)
	if strings.TrimSpace(title) == "" {
		return nil, fmt.Errorf("make a review: nothing in the evidence names it; give --title")
	}
	day := o.Day
	if first := e.first(); first.Known() {
		day = first.Day()
	}
	dir := path.Join(cmp.Or(o.Reviews, "content/reviews"), day.Format("2006"), day.Format(time.DateOnly)+"-"+incident.Key(title))
	c := readConversation(nil)
	if err := c.merge(e.Messages); err != nil {
		return nil, err
	}
	transcript, err := c.bytes()
	if err != nil {
		return nil, err
	}
	d := draft{Evidence: e, o: o, title: title}
	if len(transcript) == 0 {
		return []File{{Path: dir + ".md", Data: d.write("")}}, nil
	}
	return []File{
		{Path: dir + "/index.md", Data: d.write(Fingerprint(transcript))},
		{Path: dir + "/transcript.jsonl", Data: transcript},
	}, nil
}

// first is when the evidence begins.
func (e Evidence) first() incident.Moment {
	if e.Started.Known() {
		return e.Started
	}
	for _, m := range e.Messages {
		if m.At.HasClock() {
			return m.At
		}
	}
	return incident.Moment{}
}

// A draft is a review being written.
type draft struct {
	Evidence
	o     DraftOptions
	title string
	b     strings.Builder
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
		var names []string
		for _, s := range d.Services {
			names = append(names, strconv.Quote(s))
		}
		d.line("services: [%s]", strings.Join(names, ", "))
	}
	if list := participants(d.Evidence, d.o.People); len(list) > 0 {
		d.line("participants:")
		for _, p := range list {
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
	var b strings.Builder
	fmt.Fprintf(&b, "  - who: %s\n", yamlWord(p.Who))
	add := func(key, value string) { fmt.Fprintf(&b, "    %s: %s\n", key, value) }
	add("role", p.Role)
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
	return b.String()
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
	if len(list) == 0 {
		return
	}
	d.b.WriteString("\n## Timeline (UTC)\n\n" + keepLine + "\n\n")
	d.b.WriteString(proposalLines(list))
}

// keepLine stands above proposed entries.
const keepLine = "<!-- Proposed from the evidence. To keep a line, take away the marks around it; delete the others. -->"

func proposalLines(list []proposal) string {
	dated := false
	for _, p := range list {
		dated = dated || p.at.Day() != list[0].at.Day()
	}
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.line(dated) + "\n")
	}
	return b.String()
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
