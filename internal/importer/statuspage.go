package importer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A statusIncident is an incident of Statuspage's API, version 2.
type statusIncident struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Status     string            `json:"status"`
	Impact     string            `json:"impact"`
	Link       string            `json:"shortlink"`
	Created    string            `json:"created_at"`
	Started    string            `json:"started_at"`
	Resolved   string            `json:"resolved_at"`
	Postmortem string            `json:"postmortem_body"`
	Updates    []statusUpdate    `json:"incident_updates"`
	Components []statusComponent `json:"components"`
}

type statusUpdate struct {
	ID       string            `json:"id"`
	Status   string            `json:"status"`
	Body     string            `json:"body"`
	Created  string            `json:"created_at"`
	Display  string            `json:"display_at"` // the time shown to readers
	Affected []statusComponent `json:"affected_components"`
}

type statusComponent struct {
	Name string `json:"name"`
}

// Statuspage reads the incidents of a status page: incidents.json of its API, or
// its history as Atom or RSS. Each is evidence of its own, with the page's
// identifier, so that one read again is known again. Maintenance that was announced is
// marked as Planned. What was left out of the file stands with the first.
func Statuspage(name string, src []byte) ([]Evidence, error) {
	text, _, err := decode(src)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	text = bytes.TrimSpace(text)
	if bytes.HasPrefix(text, []byte("<")) {
		return statusFeed(name, text)
	}
	list, err := statusIncidents(text)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	var all []Evidence
	var other Evidence // what is no incident
	for _, raw := range list {
		var i statusIncident
		if err := json.Unmarshal(raw, &i); err != nil || !i.whole() {
			other.drop("records", "they are no incidents: an id, a name, and an impact or updates")
			continue
		}
		all = append(all, i.evidence())
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("read %q: it holds no incident", name)
	}
	all[0].Dropped = append(other.Dropped, all[0].Dropped...)
	return all, nil
}

// whole tells an incident from a component or an update, which have names too.
func (i statusIncident) whole() bool {
	return i.ID != "" && i.Name != "" && (i.Impact != "" || i.Updates != nil)
}

// statusIncidents finds the incidents: a list, or an object that has one or is one.
func statusIncidents(text []byte) ([]json.RawMessage, error) {
	var list []json.RawMessage
	if bytes.HasPrefix(text, []byte("[")) {
		err := unmarshal(text, &list)
		return list, err
	}
	var page struct {
		Incidents []json.RawMessage `json:"incidents"`
		Incident  json.RawMessage   `json:"incident"`
		ID        string            `json:"id"`
	}
	if err := unmarshal(text, &page); err != nil {
		return nil, fmt.Errorf("neither a status page's JSON nor a feed: %w", err)
	}
	switch {
	case page.Incidents != nil:
		return page.Incidents, nil
	case page.Incident != nil:
		return []json.RawMessage{page.Incident}, nil
	case page.ID != "":
		return []json.RawMessage{text}, nil
	}
	return nil, fmt.Errorf("it has no incidents")
}

func (i statusIncident) evidence() Evidence {
	e := Evidence{
		ID: i.ID, Title: i.Name, URL: i.Link,
		Started:  isoMoment(cmp.Or(i.Started, i.Created)),
		Resolved: isoMoment(i.Resolved),
		Body:     []byte(i.Postmortem),
	}
	e.Planned = i.Impact == "maintenance"
	if i.Impact != "" && i.Impact != "none" && !e.Planned {
		e.Severity = i.Impact
	}
	for _, c := range i.Components {
		e.Services = append(e.Services, c.Name)
	}
	for _, u := range i.Updates {
		for _, c := range u.Affected {
			e.Services = append(e.Services, c.Name)
		}
		e.Messages = append(e.Messages, statusMessage("sp-"+u.ID, u.Status, u.Body, isoMoment(cmp.Or(u.Display, u.Created))))
	}
	e.Services = distinctWords(e.Services)
	e.sort()
	e.distinct()
	return e
}

// statusMessage is one update of a status page.
func statusMessage(id, status, body string, at incident.Moment) incident.Message {
	words := strings.ReplaceAll(status, "_", " ")
	if words != "" {
		words = "**" + strings.ToUpper(words[:1]) + words[1:] + "**"
	}
	return incident.Message{
		ID: id, At: at, Who: "Status page", Kind: incident.MessageBot,
		Text: strings.TrimSpace(strings.Join(distinctWords([]string{words, strings.TrimSpace(body)}), " – ")),
	}
}

// distinctWords drops what is empty or said before, and keeps the order.
func distinctWords(list []string) []string {
	var kept []string
	for _, s := range list {
		if s != "" && !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}
