package incident

import "time"

// A Review is one incident review: facts from its front matter, its narrative,
// and what was gathered beside it. It is complete and read-only once
// content.Load has returned.
type Review struct {
	Slug   string // unique in the book; the address is /reviews/<slug>/
	Path   string // of the Markdown file, slash-separated, from the source
	Bundle string // the folder of a bundle; empty for a review that is one file

	Title   string
	ID      string // an outside identifier
	Status  Status
	Because string // why nobody reviewed it, with NotReviewed
	Kind    Kind

	Severity  string // one of the configured severities, or as written
	Published Moment
	Started   Moment
	Detected  Moment
	Mitigated Moment
	Resolved  Moment

	Summary string // Markdown, one paragraph; may be empty

	// Keys of terms, in the order given, without repetition. Book has their
	// names and profiles.
	Services        []string
	Technologies    []string
	Teams           []string // given ones, then those of the participants
	Tags            []string
	Factors         []string
	ExternalParties []string

	Participants []Participant
	Study        Study
	Decisions    Decisions

	Related  []string // slugs, both ways: what it names and what names it
	Audience []string // editions beside internal
	Aliases  []string // old addresses, each beginning with /
	Waivers  []Waiver
	Extra    []Extra     // front matter of no known meaning, kept as written
	Lines    []FieldLine // where the front matter's facts stand

	Narrative    Narrative
	Perspectives []Perspective
	Messages     []Message // the conversation, oldest first
	Transcript   string    // path of the conversation's file; empty without one

	Provenance *Provenance // nil when nothing is known of the text's history
}

// A Status says how far a review has come.
type Status string

// The statuses. What is merged is published unless it says otherwise.
const (
	Draft       Status = "draft"
	Calibrating Status = "calibrating"
	Published   Status = "published"
	NotReviewed Status = "not-reviewed"
	Retired     Status = "retired"
)

// Statuses lists every status in the order in which a review passes them.
var Statuses = []Status{Draft, Calibrating, Published, NotReviewed, Retired}

// BeingWritten tells whether the review is not yet for everybody: a draft, or
// one whose story is being held against the memory of those who lived it.
func (s Status) BeingWritten() bool { return s == Draft || s == Calibrating }

// Listed tells whether reviews of this status stand in lists, feeds and search.
func (s Status) Listed() bool { return s == Published || s == NotReviewed }

// A Kind says what sort of event was reviewed.
type Kind string

// The kinds. A near miss is worth as much as an outage.
const (
	Incident Kind = "incident"
	NearMiss Kind = "near-miss"
	Surprise Kind = "surprise"
	GameDay  Kind = "game-day"
)

// Kinds lists every kind.
var Kinds = []Kind{Incident, NearMiss, Surprise, GameDay}

// A Participant is one person's part in an incident. Facts given here are
// frozen at that time and win over the person's profile.
type Participant struct {
	Who         string // the person's key
	Role        string // one of Roles, or as written; empty when not given
	Team        string // given, else the profile's team on that day; may be empty
	Joined      Moment
	Left        Moment
	OnCall      []string // rotations carried; empty and OnCallKnown: not on call
	OnCallKnown bool
	Paged       Tri    // woken by a machine or a call, or came by themselves
	Timezone    string // IANA name: given, else the profile's; may be empty
	TenureDays  int    // days in the organisation by then; -1 when not known
	Line        int    // where the participant is named, in the review's file
}

// Roles are the parts people play.
var Roles = []string{"commander", "responder", "expert", "communicator", "observer", "reporter"}

// Zone returns the zone of Timezone, or nil when that is not known.
func (p Participant) Zone() *time.Location { return LoadZone(p.Timezone) }

// Responder tells whether the participant acted in the incident: everybody but
// observers and reporters.
func (p Participant) Responder() bool { return p.Role != "observer" && p.Role != "reporter" }

// A Tri is a fact that may be true, false, or not known.
type Tri int

// The values of a Tri. The zero value is not known.
const (
	Unknown Tri = iota
	No
	Yes
)

// A Study says how a review was made: the front matter's `review`.
type Study struct {
	Depth       string // one of Depths; empty when not given
	Facilitator string
	Interviewed []string
	Calibrated  []string // the story held for those who lived it
	NotAsked    []Reason // who was not asked, and why
	Approvers   []string
	Met         Moment
	Attended    []string
	Survey      *Survey // nil without one
}

// Depths are how closely an incident was looked at.
var Depths = []string{"light", "standard", "deep"}

// A Reason goes with a key: why a person was not asked.
type Reason struct{ Who, Why string }

// A Survey holds the answers after the meeting: means on a scale from 1 to 5.
// A mean of 0 was not given.
type Survey struct {
	Responses     int
	Coordination  float64
	Communication float64
	Confidence    float64
	Learned       int // how many said they learned something
}

// Decisions are what was decided afterwards, apart from the telling.
type Decisions struct {
	Decided     Moment
	NoneBecause string // an explicit decision to change nothing
	Actions     []Action
}

// An Action is something somebody said they would do.
type Action struct {
	Title string // Markdown, inline
	Owner string // key of a team or a person; may be empty
	URL   string
	State ActionState
	Due   Moment
	Done  Moment
	Line  int
}

// An ActionState is how an action stands. The zero value is not known.
type ActionState string

// The states of an action.
const (
	ActionUnknown ActionState = ""
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionDropped ActionState = "dropped"
)

// A Waiver silences one check in one review, for a stated reason.
type Waiver struct {
	Rule   string
	Reason string
	Line   int
}

// An Extra is a front-matter key that casebook does not know, as written.
type Extra struct {
	Key   string
	Value string
}

// A Perspective is one person's account in their own words: a file in
// perspectives/, or a subheading of the narrative.
type Perspective struct {
	Who       string // the person's key
	Confirmed Moment // when they said that the whole story holds for them
	Narrative Narrative
	Heading   string // anchor of the subheading; empty for a file
}

// A Message is one line of a conversation.
type Message struct {
	ID        string
	At        Moment
	Who       string // a person's key, or a name where none is known
	Text      string // Markdown
	Thread    string // id of the message that began the thread; may be empty
	Kind      MessageKind
	Reactions []Reaction // by name
	Edited    bool
	Files     []string
	Line      int // in the conversation's file
}

// A MessageKind says what sort of line it is.
type MessageKind string

// The kinds of message.
const (
	MessageText   MessageKind = "message"
	MessageAlert  MessageKind = "alert"
	MessageBot    MessageKind = "bot"
	MessageJoin   MessageKind = "join"
	MessageLeave  MessageKind = "leave"
	MessageSpeech MessageKind = "speech"
)

// A Reaction is how many people answered a message with one sign.
type Reaction struct {
	Name  string
	Count int
}
