package importer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// rosterColumns are the headers of a list of people, in lower case: those of
// Jeli's import, and casebook's own beside them.
var rosterColumns = map[string]func(*Somebody, string){
	"name":         func(s *Somebody, v string) { s.Name = v },
	"email":        func(s *Somebody, v string) { s.email = v },
	"title":        func(s *Somebody, v string) { s.Title = v },
	"team":         func(s *Somebody, v string) { s.Team = v },
	"startdate":    func(s *Somebody, v string) { s.Joined = v },
	"joined":       func(s *Somebody, v string) { s.Joined = v },
	"left":         func(s *Somebody, v string) { s.Left = v },
	"tz":           zoneColumn,
	"timezone":     zoneColumn,
	"handle":       handleColumn("slack"),
	"slack":        handleColumn("slack"),
	"slack_id":     handleColumn("slack"),
	"pagerduty":    handleColumn("pagerduty"),
	"pagerduty_id": handleColumn("pagerduty"),
	"github":       handleColumn("github"),
	"gitlab":       handleColumn("gitlab"),
}

func zoneColumn(s *Somebody, v string) {
	if incident.LoadZone(v) != nil {
		s.Timezone = v
	}
}

func handleColumn(system string) func(*Somebody, string) {
	return func(s *Somebody, v string) {
		s.Handles = append(s.Handles, incident.Handle{System: system, Name: strings.TrimPrefix(v, "@")})
	}
}

// Roster reads a list of people: CSV whose headers name the columns, or the
// users.json of a Slack export. A location is not a time zone, and is left out.
func Roster(name string, src []byte) (Evidence, error) {
	var e Evidence
	text, note, err := decode(src)
	if err != nil {
		return e, fmt.Errorf("read %q: %w", name, err)
	}
	e.note(note)
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
		err = e.slackRoster(text)
	} else {
		err = e.csvRoster(text)
	}
	if err != nil {
		return e, fmt.Errorf("read %q: %w", name, err)
	}
	if len(e.People) == 0 {
		return e, fmt.Errorf("read %q: nobody is in it", name)
	}
	return e, nil
}

func (e *Evidence) slackRoster(text []byte) error {
	var records []json.RawMessage
	if err := unmarshal(text, &records); err != nil {
		return fmt.Errorf("no list of Slack's users: %w", err)
	}
	for _, u := range decodeAll[slackUser](e, records) {
		if s := u.somebody(); s.Bot {
			e.drop("bots", "they are nobody")
		} else if s.Name == "" {
			e.drop("users", "they have no name")
		} else {
			e.People = append(e.People, s)
		}
	}
	return nil
}

func (e *Evidence) csvRoster(text []byte) error {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	if head, _, _ := bytes.Cut(text, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		r.Comma = ';'
	}
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("no list of people: %w", err)
	}
	columns := make([]func(*Somebody, string), len(header))
	known := false
	for i, h := range header {
		columns[i] = rosterColumns[strings.ToLower(strings.TrimSpace(h))]
		if columns[i] == nil {
			e.drop("columns", fmt.Sprintf("%q is not one that profiles keep", h))
		}
		known = known || strings.EqualFold(strings.TrimSpace(h), "name")
	}
	if !known {
		return errors.New("its first line names no column «name»; known are name, email, title, team, startDate, left, tz, slack_id, pagerduty_id, github, gitlab")
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			e.drop("lines", "they are no CSV")
			continue
		}
		e.person(columns, row)
	}
}

func (e *Evidence) person(columns []func(*Somebody, string), row []string) {
	var s Somebody
	for i, v := range row {
		if v = strings.TrimSpace(v); i < len(columns) && columns[i] != nil && v != "" {
			columns[i](&s, v)
		}
	}
	if s.Name == "" {
		e.drop("lines", "they have no name")
		return
	}
	s.Ref = cmp.Or(s.email, s.Name)
	e.People = append(e.People, s)
}
