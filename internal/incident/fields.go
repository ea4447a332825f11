package incident

import "strings"

// A Field describes one key of front matter: the single source of what content
// reads and of what `casebook help format` prints.
type Field struct {
	Key    string
	Form   Form
	Values []string // the words it may be; empty: any
	Doc    string   // one line
	Fields []Field  // of what is inside, with FormMap and FormMaps
}

// A Form says how a value is written.
type Form string

// The forms of a value.
const (
	FormText      Form = "text"            // one line of plain text
	FormSentences Form = "Markdown"        // a sentence or a paragraph
	FormKey       Form = "key"             // of a person, team, service or term
	FormKeys      Form = "[key, …]"        // a single key stands for a list of it
	FormTexts     Form = "[text, …]"       // likewise
	FormWord      Form = "word"            // one of Values
	FormTime      Form = "time"            // see the package comment
	FormClock     Form = "time of day"     // or a whole time
	FormDate      Form = "date"            // or a whole time
	FormYesNo     Form = "true|false"      // absent: not known
	FormNumber    Form = "number"          // a count
	FormMean      Form = "mean, 1 to 5"    // of answers
	FormURL       Form = "URL"             // an address
	FormZone      Form = "IANA zone"       // Europe/Lisbon
	FormMap       Form = "keys"            // the keys in Fields
	FormMaps      Form = "[keys, …]"       // a list of such
	FormReasons   Form = "{key: why, …}"   // a key of one's own, and a sentence
	FormHandles   Form = "{system: name…}" // a name or a list of names each
)

// Fields lists every key of a review's front matter, in the order of the
// format's description.
func Fields() []Field {
	return []Field{
		{Key: "title", Form: FormText, Doc: "default: the first heading, else the file's name"},
		{Key: "id", Form: FormText, Doc: "an outside identifier, unique; also what renames are followed by"},
		{Key: "status", Form: FormWord, Values: words(Statuses), Doc: "default: published, for what is merged is published"},
		{Key: "because", Form: FormSentences, Doc: "why nobody reviewed it, with `status: not-reviewed`"},
		{Key: "published", Form: FormDate, Doc: "default: the day its status first was published in Git's history"},
		{Key: "kind", Form: FormWord, Values: words(Kinds), Doc: "default: incident"},
		{Key: "severity", Form: FormText, Doc: "one of the severities in the settings"},
		{Key: "started", Form: FormTime, Doc: "default: the date in the name of the file or its folder"},
		{Key: "detected", Form: FormTime, Doc: "when somebody or something first noticed"},
		{Key: "mitigated", Form: FormTime, Doc: "when it stopped hurting"},
		{Key: "resolved", Form: FormTime, Doc: "when it was over"},
		{Key: "summary", Form: FormSentences, Doc: "one paragraph a stranger understands; default: the Summary section, else the first paragraph"},
		{Key: "services", Form: FormKeys, Doc: "what was touched"},
		{Key: "technologies", Form: FormKeys, Doc: "what they are made of: dns, kafka"},
		{Key: "teams", Form: FormKeys, Doc: "in addition to the participants' teams"},
		{Key: "tags", Form: FormKeys, Doc: "what it has in common with others"},
		{Key: "factors", Form: FormKeys, Doc: "contributing factors; the why is told under its heading"},
		{Key: "external_parties", Form: FormKeys, Doc: "vendors and customers who were part of it"},
		{Key: "participants", Form: FormMaps, Doc: "who was in the incident", Fields: participantFields()},
		{Key: "review", Form: FormMap, Doc: "how the review was made", Fields: studyFields()},
		{Key: "actions", Form: FormMap, Doc: "what was decided, apart from the telling", Fields: actionFields()},
		{Key: "related", Form: FormTexts, Doc: "slugs of reviews that felt familiar; links are made both ways"},
		{Key: "audience", Form: FormTexts, Doc: "editions that may carry this review, beside internal"},
		{Key: "aliases", Form: FormTexts, Doc: "old addresses that must keep working, such as /old/path/"},
		{Key: "conversation", Form: FormText, Doc: "sha256:… of transcript.jsonl, written by `casebook import`; `check` says when it is another"},
		{Key: "waive", Form: FormReasons, Doc: "checks silenced, each with its reason; listed on the page of waivers"},
	}
}

func participantFields() []Field {
	return []Field{
		{Key: "who", Form: FormKey, Doc: "the person; @key in the text is the same"},
		{Key: "role", Form: FormWord, Values: words(Roles), Doc: "the part they played"},
		{Key: "team", Form: FormKey, Doc: "default: the profile's team on that day"},
		{Key: "joined", Form: FormClock, Doc: "when they came in"},
		{Key: "left", Form: FormClock, Doc: "when they left"},
		{Key: "on_call", Form: FormKeys, Doc: "rotations they carried; []: not on call; absent: not known"},
		{Key: "paged", Form: FormYesNo, Doc: "true: woken by a machine or a call; false: came by themselves; absent: not known"},
		{Key: "timezone", Form: FormZone, Doc: "where they were; default: the profile's"},
		{Key: "tenure_days", Form: FormNumber, Doc: "days in the organisation by then; default: from the profile"},
	}
}

func studyFields() []Field {
	return []Field{
		{Key: "depth", Form: FormWord, Values: words(Depths), Doc: "how closely it was looked at"},
		{Key: "facilitator", Form: FormKey, Doc: "who led the review"},
		{Key: "interviewed", Form: FormKeys, Doc: "who was asked for their story"},
		{Key: "calibrated", Form: FormKeys, Doc: "for whom, having lived it, the story held"},
		{Key: "not_asked", Form: FormReasons, Doc: "who was not asked, and why"},
		{Key: "approvers", Form: FormKeys, Doc: "who approved it, beside what Git's trailers say"},
		{Key: "met", Form: FormDate, Doc: "the day of the meeting"},
		{Key: "attended", Form: FormKeys, Doc: "who came to it"},
		{Key: "survey", Form: FormMap, Doc: "what people answered afterwards", Fields: []Field{
			{Key: "responses", Form: FormNumber, Doc: "how many answered"},
			{Key: "coordination", Form: FormMean, Doc: "how well people worked together"},
			{Key: "communication", Form: FormMean, Doc: "how well they heard of each other"},
			{Key: "confidence", Form: FormMean, Doc: "how sure they are to handle the next one"},
			{Key: "learned", Form: FormNumber, Doc: "how many said they learned something"},
		}},
	}
}

func actionFields() []Field {
	return []Field{
		{Key: "decided", Form: FormDate, Doc: "the day of the decision, apart from the meeting that told the story"},
		{Key: "none_because", Form: FormSentences, Doc: "an explicit decision to change nothing, instead of items"},
		{Key: "items", Form: FormMaps, Doc: "what somebody said they would do", Fields: []Field{
			{Key: "title", Form: FormSentences, Doc: "what"},
			{Key: "owner", Form: FormKey, Doc: "a team or a person"},
			{Key: "url", Form: FormURL, Doc: "where it is tracked"},
			{Key: "state", Form: FormWord, Values: []string{string(ActionOpen), string(ActionDone), string(ActionDropped)}, Doc: "how it stands; absent: not known"},
			{Key: "due", Form: FormDate, Doc: "the day it should be done"},
			{Key: "done", Form: FormDate, Doc: "the day it was"},
		}},
	}
}

// FieldAt returns the field whose keys, joined by dots, are the path:
// `review.survey.learned`.
func FieldAt(fields []Field, path string) (Field, bool) {
	key, rest, more := strings.Cut(path, ".")
	for _, f := range fields {
		switch {
		case f.Key != key:
		case more:
			return FieldAt(f.Fields, rest)
		default:
			return f, true
		}
	}
	return Field{}, false
}

func words[W ~string](list []W) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return words
}
