package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// pagerName is who says what the pager did.
const pagerName = "PagerDuty"

// A pagerAnswer is one answer of PagerDuty's REST API, version 2, whichever it
// is: the keys tell.
type pagerAnswer struct {
	Incident  *pagerIncident    `json:"incident"`
	Incidents []json.RawMessage `json:"incidents"`
	Entries   []json.RawMessage `json:"log_entries"`
	Notes     []json.RawMessage `json:"notes"`
	Oncalls   []json.RawMessage `json:"oncalls"`
	Users     []json.RawMessage `json:"users"`
	More      bool              `json:"more"` // than this page of it
}

// A pagerRef is how the API names a thing of another endpoint. Version 1 had names
// instead of summaries, and no types.
type pagerRef struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Summary string `json:"summary"`
	Name    string `json:"name"`
	Email   string `json:"email"`
}

func (r pagerRef) name() string { return cmp.Or(r.Summary, r.Name) }

type pagerIncident struct {
	ID       string    `json:"id"`
	URL      string    `json:"html_url"`
	Title    string    `json:"title"`
	Created  string    `json:"created_at"`
	Resolved string    `json:"resolved_at"`
	Status   string    `json:"status"`
	Changed  string    `json:"last_status_change_at"`
	Service  pagerRef  `json:"service"`
	Priority *pagerRef `json:"priority"`

	CreatedOn string `json:"created_on"` // version 1, as what follows
	ChangedOn string `json:"last_status_change_on"`
	Key       string `json:"incident_key"`
	Trigger   struct {
		Subject     string `json:"subject"`
		Description string `json:"description"`
	} `json:"trigger_summary_data"`
}

type pagerEntry struct {
	ID        string     `json:"id"`
	Type      string     `json:"type"`
	Summary   string     `json:"summary"`
	Created   string     `json:"created_at"`
	Agent     pagerRef   `json:"agent"`
	User      *pagerRef  `json:"user"`
	Assignees []pagerRef `json:"assignees"`
	Note      string     `json:"note"`
	Channel   struct {
		Type    string `json:"type"`
		Summary string `json:"summary"`
		Content string `json:"content"`
	} `json:"channel"`
	Incident pagerRef `json:"incident"`
}

type pagerNote struct {
	ID      string   `json:"id"`
	User    pagerRef `json:"user"`
	Content string   `json:"content"`
	Created string   `json:"created_at"`
}

type pagerOncall struct {
	User     pagerRef  `json:"user"`
	Schedule *pagerRef `json:"schedule"`
	Policy   pagerRef  `json:"escalation_policy"`
	Start    string    `json:"start"`
	End      string    `json:"end"`
}

type pagerUser struct {
	ID    string     `json:"id"`
	Name  string     `json:"name"`
	Email string     `json:"email"`
	Zone  string     `json:"time_zone"`
	Title string     `json:"job_title"`
	Teams []pagerRef `json:"teams"`
}

// A pager is a pager's log being read.
type pager struct {
	Evidence
	want    string // the incident's id
	oncalls []pagerOncall
	people  map[string]*Somebody
}

// PagerDuty reads an incident, its log entries and notes, and who was on call,
// as the answers of PagerDuty's REST API give them; each file holds one. Of
// several incidents one is wanted, by its id; empty is the only one there is.
func PagerDuty(files []File, wanted string) (Evidence, error) {
	p := &pager{want: wanted, people: map[string]*Somebody{}}
	var answers []pagerAnswer
	for _, f := range files {
		var a pagerAnswer
		text, _, err := decode(f.Data)
		if err == nil {
			err = unmarshal(text, &a)
		}
		if err != nil {
			return Evidence{}, fmt.Errorf("read %q: no answer of the pager's API: %w", f.Path, err)
		}
		if !a.any() {
			return Evidence{}, fmt.Errorf("read %q: it has none of incident, incidents, log_entries, notes, oncalls and users", f.Path)
		}
		if a.More {
			p.note(fmt.Sprintf("%q is one page of several: ask for the others too, by limit and offset", path.Base(f.Path)))
		}
		answers = append(answers, a)
	}
	if err := p.incident(answers); err != nil {
		return Evidence{}, err
	}
	for _, a := range answers {
		p.answer(a)
	}
	p.rotations()
	p.sort()
	p.distinct()
	for _, s := range p.people {
		p.People = append(p.People, *s)
	}
	slices.SortFunc(p.People, func(a, b Somebody) int { return cmp.Compare(a.Ref, b.Ref) })
	return p.Evidence, nil
}

func (a pagerAnswer) any() bool {
	return a.Incident != nil || a.Incidents != nil || a.Entries != nil || a.Notes != nil || a.Oncalls != nil || a.Users != nil
}

// incident chooses the incident.
func (p *pager) incident(answers []pagerAnswer) error {
	var all []pagerIncident
	for _, a := range answers {
		if a.Incident != nil {
			all = append(all, *a.Incident)
		}
		all = append(all, decodeAll[pagerIncident](&p.Evidence, a.Incidents)...)
	}
	ids := map[string]bool{}
	for _, i := range all {
		ids[i.ID] = true
	}
	if p.want == "" && len(ids) > 1 {
		return fmt.Errorf("the pager's log has %d incidents; name one by --incident", len(ids))
	}
	for _, i := range all {
		if p.want == "" || i.ID == p.want {
			p.fact(i)
			return nil
		}
	}
	if len(all) > 0 {
		return fmt.Errorf("incident %q: not in the pager's log", p.want)
	}
	return nil
}

func (p *pager) fact(i pagerIncident) {
	p.want, p.ID, p.URL = i.ID, i.ID, i.URL
	p.Title = cmp.Or(i.Title, i.Trigger.Subject, i.Trigger.Description, i.Key)
	p.Started, p.Resolved = isoMoment(cmp.Or(i.Created, i.CreatedOn)), isoMoment(i.Resolved)
	if i.Status == "resolved" && !p.Resolved.Known() {
		p.Resolved = isoMoment(cmp.Or(i.Changed, i.ChangedOn))
	}
	if name := i.Service.name(); name != "" {
		p.Services = []string{name}
	}
	if i.Priority != nil {
		p.Severity = i.Priority.Summary
	}
}

func (p *pager) answer(a pagerAnswer) {
	for _, u := range decodeAll[pagerUser](&p.Evidence, a.Users) {
		p.user(u)
	}
	for _, e := range decodeAll[pagerEntry](&p.Evidence, a.Entries) {
		if p.want != "" && e.Incident.ID != "" && e.Incident.ID != p.want {
			p.drop("log entries", "they belong to another incident")
			continue
		}
		p.entry(e)
	}
	for _, n := range decodeAll[pagerNote](&p.Evidence, a.Notes) {
		p.Messages = append(p.Messages, incident.Message{
			ID: "pd-" + n.ID, At: isoMoment(n.Created), Who: p.person(n.User), Text: n.Content, Kind: kindOf(n.User),
		})
	}
	p.oncalls = append(p.oncalls, decodeAll[pagerOncall](&p.Evidence, a.Oncalls)...)
}

func kindOf(by pagerRef) incident.MessageKind {
	if isUser(by) {
		return incident.MessageText
	}
	return incident.MessageBot
}

// isUser tells whether a reference is to a person.
func isUser(r pagerRef) bool {
	return r.Type == "user_reference" || r.Type == "user" || r.Type == "" && r.Email != ""
}

// person returns how the evidence names whoever did something, and remembers
// the people among them.
func (p *pager) person(r pagerRef) string {
	if !isUser(r) {
		return cmp.Or(r.name(), pagerName)
	}
	if p.people[r.ID] == nil {
		p.people[r.ID] = &Somebody{Ref: r.ID, Name: r.name(), email: r.Email, Handles: []incident.Handle{{System: "pagerduty", Name: r.ID}}}
	}
	return r.ID
}

func (p *pager) user(u pagerUser) {
	s := &Somebody{Ref: u.ID, Name: u.Name, Title: u.Title, email: u.Email, Handles: []incident.Handle{{System: "pagerduty", Name: u.ID}}}
	if incident.LoadZone(u.Zone) != nil {
		s.Timezone = u.Zone
	}
	if len(u.Teams) > 0 {
		s.Team = u.Teams[0].Summary
	}
	p.people[u.ID] = s
}

// entry adds one log entry: what the pager did is its own message, never words
// of a person's.
func (p *pager) entry(e pagerEntry) {
	at := isoMoment(e.Created)
	if !at.HasClock() {
		p.drop("log entries", "they have no time")
		return
	}
	m := incident.Message{ID: "pd-" + e.ID, At: at, Who: pagerName, Kind: incident.MessageBot, Text: e.Summary}
	agent := p.person(e.Agent)
	if isUser(e.Agent) {
		agent = p.at(e.Agent)
	}
	switch strings.TrimSuffix(strings.TrimSuffix(e.Type, "_reference"), "_log_entry") {
	case "trigger":
		m.Kind, m.Text = incident.MessageAlert, p.alert(e)
	case "notify":
		who := cmp.Or(e.User, &e.Agent)
		if isUser(*who) {
			p.Calls = append(p.Calls, Call{Who: p.person(*who), At: at, Message: m.ID})
			m.Text = cmp.Or(callWords(e), "Called") + " " + p.at(*who) + "."
		}
	case "acknowledge":
		m.Text = "Acknowledged by " + agent + "."
		if isUser(e.Agent) {
			p.Stays = append(p.Stays, Stay{Who: e.Agent.ID, From: at})
		}
	case "escalate", "assign", "delegate":
		m.Text = e.Summary
		names := p.list(e.Assignees)
		switch {
		case names != "" && !isUser(e.Agent) && strings.HasPrefix(e.Type, "assign"):
			m.Text = assignedTo + names + "."
		case names != "":
			m.Text = "Handed to " + names + " by " + agent + "."
		}
	case "resolve":
		m.Text = "Resolved by " + agent + "."
		if !p.Resolved.Known() {
			p.Resolved = at
		}
	case "annotate":
		if note := cmp.Or(e.Channel.Summary, e.Channel.Content, e.Note); note != "" {
			m.Text = note
			m.Who, m.Kind = p.person(e.Agent), kindOf(e.Agent)
		}
	}
	if m.Text == "" {
		p.drop("log entries", "they say nothing")
		return
	}
	p.Messages = append(p.Messages, m)
}

// pageNumber begins what the pager calls an incident.
var pageNumber = regexp.MustCompile(`^\[#\d+\] *`)

// alert is what called: what the pager calls the incident, and how it heard of it.
func (p *pager) alert(e pagerEntry) string {
	title := cmp.Or(pageNumber.ReplaceAllString(e.Incident.Summary, ""), p.Title)
	if title == "" || strings.Contains(e.Summary, title) {
		return e.Summary
	}
	return title + " (" + lowerFirst(strings.TrimSuffix(e.Summary, ".")) + ")"
}

// callWords says by what means somebody was called.
func callWords(e pagerEntry) string {
	switch e.Channel.Type {
	case "auto", "":
		return ""
	}
	return "Called by " + strings.ReplaceAll(e.Channel.Type, "_", " ") + ":"
}

// assigned tells whether a page only says whose it is from the start on.
func assigned(text string) bool { return strings.HasPrefix(text, assignedTo) }

const assignedTo = "It is for "

func (p *pager) at(r pagerRef) string { return placeholder(p.person(r), r.name()) }

func (p *pager) list(refs []pagerRef) string {
	var names []string
	for _, r := range refs {
		if isUser(r) {
			names = append(names, p.at(r))
		}
	}
	return strings.Join(names, ", ")
}

// rotations notes what those who were called, or did something, were on call for
// when the incident began.
func (p *pager) rotations() {
	for _, o := range p.oncalls {
		if _, there := p.people[o.User.ID]; !there {
			continue
		}
		from, to := isoMoment(o.Start), isoMoment(o.End)
		if p.Started.Known() && (from.Known() && from.Time.After(p.Started.Time) || to.Known() && to.Time.Before(p.Started.Time)) {
			continue
		}
		rotation := o.Policy.Summary
		if o.Schedule != nil {
			rotation = o.Schedule.Summary
		}
		p.Stays = append(p.Stays, Stay{Who: o.User.ID, OnCall: []string{incident.Key(rotation)}})
	}
}

// isoMoment reads a time of an API. What cannot be read is not known.
func isoMoment(s string) incident.Moment {
	m, _ := incident.ParseMoment(s, nil)
	if !m.HasClock() {
		return incident.Moment{}
	}
	m.Time = m.Time.UTC()
	m.Assumed = false
	return m
}
