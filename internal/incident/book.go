package incident

import "time"

// A Book is all reviews together, with the people and things they speak of.
// Slices are sorted: reviews newest first, everything else by key.
type Book struct {
	AsOf    time.Time // midnight UTC of the day from which ages are counted
	Reviews []*Review

	People   []*Person
	Teams    []*Team
	Services []*Service
	// Terms without a profile of their own shape, mentioned or described.
	Tags            []*Term
	Factors         []*Term
	Technologies    []*Term
	ExternalParties []*Term

	Events   []*Event // the calendar, by start
	Patterns []*Page  // the stories that go with figures
	Pages    []*Page

	Pictures []Picture // pictures that the content shows, by path
}

// A Term is something that reviews can have in common.
type Term struct {
	Key     string
	Name    string
	Aliases []string
	Profile Narrative // Source is empty without a profile's body
	Path    string    // of the profile; empty without one
}

// A Person is somebody who was there, wrote, asked or approved.
type Person struct {
	Term
	Teams       []Tenure // by Since
	Joined      Moment   // the organisation
	Left        Moment
	Timezone    string // IANA name; empty when not known
	Handles     []Handle
	Visibility  Visibility
	Facilitates Tri
	Asks        string // Markdown: what people can ask them about
}

// A Tenure is a team from a day on.
type Tenure struct {
	Team  string
	Since Moment // unknown: always
}

// A Handle is a person's name in another system.
type Handle struct{ System, Name string }

// A Visibility says how a person appears.
type Visibility string

// The visibilities. Empty means listed.
const (
	Listed    Visibility = "listed"
	Pseudonym Visibility = "pseudonym"
	Hidden    Visibility = "hidden"
)

// A Team is people who work together.
type Team struct {
	Term
	Channel string
}

// A Service is something the organisation runs.
type Service struct {
	Term
	Owners       []Tenure // by Since
	Rotations    []string // default: the service's key
	Technologies []string
	URL          string
}

// An Event is what the organisation was going through.
type Event struct {
	Key   string
	Title string
	Start Moment
	End   Moment // the last day, included; unknown: the start's day
	Kind  string // one of EventKinds, or as written
	Body  Narrative
	Path  string
}

// EventKinds are the sorts of calendar event.
var EventKinds = []string{"peak", "promotion-cycle", "freeze", "release", "reorg", "holiday", "other"}

// A Page is free text: a page of the site, or the story beside a figure.
type Page struct {
	Key   string
	Title string
	Body  Narrative
	Path  string
}

// A Picture is an image file of the repository that some page shows.
type Picture struct {
	Path   string
	Width  int // in pixels; 0 when not known
	Height int
}

// Days returns the first and the last day of the event as midnight UTC; both
// are zero when the start is not known.
func (e *Event) Days() (first, last time.Time) {
	first = e.Start.Day()
	if !e.End.Known() || e.End.Day().Before(first) {
		return first, first
	}
	return first, e.End.Day()
}

// TeamOn returns the team of a day, midnight UTC, of tenures that come in their
// order: of a person, or of a service's owners. It is empty when that is not
// known.
func TeamOn(tenures []Tenure, day time.Time) string {
	team := ""
	for _, t := range tenures {
		if !t.Since.Known() || !t.Since.Day().After(day) {
			team = t.Team
		}
	}
	return team
}
