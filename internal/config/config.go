// Package config holds a book's settings: what casebook.yaml says, over a preset,
// over the defaults.
//
//	title: What we learned
//	timezone: Europe/Lisbon
//	severities: [sev1, sev2, sev3]
//	content: {reviews: docs/incidents}          # where things lie
//	preset: cstate                              # another schema, read as ours
//	fields: {started: [start_time, date]}       # our key: theirs, the first that is given wins
//	values: {severity: {down: sev1}}            # our key: {theirs: ours}
//	editions: {internal: {drop: [transcript]}}  # no conversation on the site
//
// [Keys] lists every setting with one line on each. Nothing is required. A setting
// that cannot be read is a problem and has its default, but for an edition: what
// should have hidden something hides everything of its sort.
//
// # Other schemas
//
// A preset is what a casebook.yaml could say, under a name: see preset.go. A key
// of `fields`, and a value of `values`, that the book gives itself wins over the
// preset's of that name. [Config.Kept] are keys of the other schema without a
// meaning here; where one has the name of a key of ours, as cState's `resolved`
// (yes or no) has, it must not be read as ours.
package config

import (
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/redact"
)

// A Config is the settings of a book, complete: what the file does not say has
// its default.
type Config struct {
	File       string // casebook.yaml, wherever it lies; empty without one
	Title      string
	BaseURL    string // with a final slash; empty when not given
	Language   string // a BCP 47 tag
	Zone       *time.Location
	Severities []string // from the worst on
	AsOf       incident.Moment
	Places     Places
	Ignore     []string // globs of path.Match, matched against the name and the path from the source

	Preset     string                       // the preset's name; empty without one
	Fields     map[string][]string          // our key → their keys, the first that is given wins
	Values     map[string]map[string]string // our key → their value → ours
	BodyFields bool                         // lines of the body such as «**Severity**: 2» are fields
	Kept       []string                     // keys of the other schema that mean nothing here, and need no remark
	Sections   map[incident.Section][]string

	Repository   Repository
	WorkingHours WorkingHours
	Ordinary     []string // tags of the everyday troubles that figures may count together
	Menu         []MenuItem
	Theme        Theme
	Bots         []string // names that are no people
	IgnoreRevs   string   // a file of revisions that history passes over
	Editions     map[string]Edition
	Drop         []string // what the internal edition leaves out: some of InternalDrops
	Publish      Publish
	Redact       redact.Options // what must not be kept
}

// Places say where the content lies: folders, slash-separated, from the source.
type Places struct {
	Reviews, People, Teams, Services, Tags, Factors, Calendar, Patterns, Pages string
}

// A Repository is where changes are proposed.
type Repository struct {
	URL    string // https, without a final slash
	Branch string
	Forge  string // one of Forges
}

// WorkingHours are when people are expected at work, in the book's zone or
// their own. An End before Start means that they work across midnight.
type WorkingHours struct {
	Start, End int     // minutes from midnight
	Days       [7]bool // by time.Weekday
}

// A MenuItem is a link that the book puts in every page's menu.
type MenuItem struct{ Title, URL string }

// A Theme is how a book differs in looks.
type Theme struct {
	Accent string // a CSS colour: #rgb or #rrggbb
	Logo   string // path of a picture, from the source
}

// An Edition is what one audience may see.
type Edition struct {
	People  string   // one of EditionPeople
	Drop    []string // some of EditionDrops
	BaseURL string
}

// Parse reads the settings, file being their name in problems. What the source
// does not say, or says wrongly, has its default; without any source all has.
func Parse(file string, src []byte) (Config, diag.List) {
	c := Default()
	if src == nil {
		return c, nil
	}
	c.File = file
	root, problems := frontmatter.ParseYAML(file, src)
	if root == nil {
		return c, problems
	}
	r := &reader{file: file, problems: problems}
	r.known(root, "", "")
	r.preset(&c, root.Get("preset"))
	r.book(&c, root)
	r.places(&c, root.Get("content"))
	r.schema(&c, root)
	r.repository(&c, root.Get("repository"))
	r.workingHours(&c, root.Get("working_hours"))
	r.sections(&c, root.Get("sections"))
	r.looks(&c, root)
	r.editions(&c, root.Get("editions"))
	r.publish(&c, root.Get("publish"))
	r.redact(&c, root.Get("redact"))
	r.problems.Sort()
	return c, r.problems
}
