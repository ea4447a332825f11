package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// SlackOptions say what of a Slack export is wanted.
type SlackOptions struct {
	Channel  string // its name, with or without #; empty: the only one there is
	Window   Window
	Progress func(done, total int) // called as days are read; nil: not
}

// A slackExport is an export being read: a folder a channel, a file a day.
type slackExport struct {
	Evidence
	fsys      fs.FS
	o         SlackOptions
	users     map[string]*slackUser
	channels  map[string]string // name by id
	strangers map[string]bool   // names of people whom users.json does not have
}

// A slackChannel is a line of channels.json and the like.
type slackChannel struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Purpose struct {
		Value string `json:"value"`
	} `json:"purpose"`
}

// Slack reads one channel of a workspace's export, as Slack's help describes it:
// users.json, channels.json, and <channel>/YYYY-MM-DD.json. A message's id is its
// `ts`, a text that is never read as a number, with the mark of a message before
// it; threads are put together over all days by `thread_ts`, for `replies` is not
// complete. Links to files are left out, since they may carry a token.
func Slack(fsys fs.FS, o SlackOptions) (Evidence, error) {
	x := &slackExport{fsys: fsys, o: o}
	if err := x.open(); err != nil {
		return Evidence{}, err
	}
	folder, err := x.folder()
	if err != nil {
		return Evidence{}, err
	}
	if err := x.days(folder); err != nil {
		return Evidence{}, err
	}
	if len(x.Messages) == 0 {
		return Evidence{}, fmt.Errorf("channel %q: %s", folder, x.nothing())
	}
	x.Title = folder
	x.sort()
	x.early()
	x.distinct()
	x.people()
	return x.Evidence, nil
}

// open finds the export, which may lie in a folder of its archive, and reads who
// and which channels there are.
func (x *slackExport) open() error {
	if _, err := fs.Stat(x.fsys, "users.json"); err != nil {
		inner, err := fs.Glob(x.fsys, "*/users.json")
		if err == nil && len(inner) == 1 {
			if x.fsys, err = fs.Sub(x.fsys, path.Dir(inner[0])); err != nil {
				return fmt.Errorf("open the export: %w", err)
			}
		}
	}
	x.users, x.channels, x.strangers = map[string]*slackUser{}, map[string]string{}, map[string]bool{}
	for _, name := range []string{"users.json", "org_users.json"} {
		list, err := readRecords[slackUser](x, name)
		if err != nil {
			return err
		}
		for i := range list {
			x.users[list[i].ID] = &list[i]
		}
	}
	for _, name := range []string{"channels.json", "groups.json"} {
		list, err := readRecords[slackChannel](x, name)
		if err != nil {
			return err
		}
		for _, c := range list {
			x.channels[c.ID] = c.Name
		}
	}
	return nil
}

// readRecords reads a file of the export, leniently: records that do not fit are
// left out and counted. No file is no error.
func readRecords[T any](x *slackExport, name string) ([]T, error) {
	data, err := read(x.fsys, name)
	if err != nil {
		if _, missing := fs.Stat(x.fsys, name); missing != nil {
			return nil, nil
		}
		return nil, err
	}
	data, note, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	x.note(note)
	var records []json.RawMessage
	if err := unmarshal(data, &records); err != nil {
		return nil, fmt.Errorf("read %q: not a list of records: %w", name, err)
	}
	return decodeAll[T](&x.Evidence, records), nil
}

func decodeAll[T any](e *Evidence, records []json.RawMessage) []T {
	list := make([]T, 0, len(records))
	for _, raw := range records {
		var one T
		if err := json.Unmarshal(raw, &one); err != nil {
			e.drop("records", "their fields are not of the documented kinds")
			continue
		}
		list = append(list, one)
	}
	return list
}

// folder returns the wanted channel's folder.
func (x *slackExport) folder() (string, error) {
	entries, err := fs.ReadDir(x.fsys, ".")
	if err != nil {
		return "", fmt.Errorf("open the export: %w", err)
	}
	var folders []string
	for _, e := range entries {
		if days, _ := fs.Glob(x.fsys, path.Join(e.Name(), "[0-9]*.json")); e.IsDir() && len(days) > 0 {
			folders = append(folders, e.Name())
		}
	}
	want := strings.TrimPrefix(x.o.Channel, "#")
	if name, ok := x.channels[want]; ok {
		want = name // named by its id
	}
	switch {
	case len(folders) == 0:
		return "", fmt.Errorf("open the export: no channel in it has a day of messages")
	case slices.Contains(folders, want):
		return want, nil
	case want != "":
		return "", fmt.Errorf("channel %q: not in the export, which has %s", want, strings.Join(folders, ", "))
	case len(folders) > 1:
		return "", fmt.Errorf("the export has %d channels; name one by --channel: %s", len(folders), strings.Join(folders, ", "))
	}
	return folders[0], nil
}

// days reads the channel's messages, day by day.
func (x *slackExport) days(folder string) error {
	names, err := fs.Glob(x.fsys, path.Join(folder, "[0-9]*.json"))
	if err != nil {
		return fmt.Errorf("open channel %q: %w", folder, err)
	}
	slices.Sort(names)
	for i, name := range names {
		list, err := readRecords[slackMessage](x, name)
		if err != nil {
			return err
		}
		for n := range list {
			x.message(&list[n])
		}
		if x.o.Progress != nil {
			x.o.Progress(i+1, len(names))
		}
	}
	x.threads()
	return nil
}

// nothing says why there are no messages.
func (x *slackExport) nothing() string {
	if len(x.Dropped) == 0 {
		return "there is no message in it"
	}
	var why []string
	for _, d := range x.Dropped {
		why = append(why, d.String())
	}
	return "none of its messages is wanted: " + strings.Join(why, "; ")
}

// longBefore is how long before the first word somebody who joins a channel has
// come for another reason.
const longBefore = time.Hour

// early leaves out who joined the channel, and not the incident.
func (x *slackExport) early() {
	from := x.begun().Time.Add(-longBefore)
	x.Messages = slices.DeleteFunc(x.Messages, func(m incident.Message) bool {
		gone := (m.Kind == incident.MessageJoin || m.Kind == incident.MessageLeave) && m.At.Time.Before(from)
		if gone {
			x.drop("joins and leaves", "long before the first word")
		}
		return gone
	})
}

// threads forgets the threads whose first message is not here, so that nothing
// answers what nobody can read.
func (x *slackExport) threads() {
	here := make(map[string]bool, len(x.Messages))
	for _, m := range x.Messages {
		here[m.ID] = true
	}
	for i := range x.Messages {
		m := &x.Messages[i]
		if m.Thread != "" && !here[m.Thread] {
			m.Thread = ""
			x.drop("threads' beginnings", "not in the export, or outside --from and --to; the answers are kept")
		}
	}
}

// people lists those who took part or are spoken of, by their ids.
func (x *slackExport) people() {
	seen := map[string]bool{}
	for _, m := range x.Messages {
		seen[m.Who] = true
	}
	for _, s := range x.Stays {
		seen[s.Who] = true
	}
	for id, u := range x.users {
		if seen[id] {
			x.People = append(x.People, u.somebody())
		}
	}
	for name := range x.strangers {
		if seen[name] {
			x.People = append(x.People, Somebody{Ref: name, Name: name})
		}
	}
	slices.SortFunc(x.People, func(a, b Somebody) int { return cmp.Compare(a.Ref, b.Ref) })
}

// moment reads a `ts`: seconds and microseconds, as text.
func slackMoment(ts string) (incident.Moment, bool) {
	at, ok := unixText(ts)
	if !ok {
		return incident.Moment{}, false
	}
	return incident.Moment{Time: at, Precision: incident.ToSecond}, true
}
