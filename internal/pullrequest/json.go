package pullrequest

import (
	"reflect"
	"strings"
)

// Schema is the version of what WriteJSON writes. A reader that does not know it
// should read nothing.
const Schema = 1

// JSON is the report for programs: [Report.WriteJSON] writes exactly this, and a
// reader may refuse any other key. Lists are never null. All text is on one line
// and without markup, and still its authors': whoever shows it escapes it for
// where it is shown. The tags «about» are what [Describe] tells of each key.
type JSON struct {
	Schema  int          `json:"schema" about:"the version of this form; a reader that does not know it should read nothing"`
	Base    string       `json:"base" about:"what the branch is held against: main at 1a2b3c4d"`
	Head    string       `json:"head" about:"the end of the branch"`
	Changes int          `json:"changes" about:"how many changes of text are numbered: anchors chg-1 to chg-n of the HTML"`
	Reviews []JSONReview `json:"reviews" about:"those that the branch changes, then those it adds, then those it takes out"`
	Book    JSONEffect   `json:"book" about:"what it does to the book"`
	Files   []JSONFile   `json:"files" about:"what differs beside the reviews"`

	Problems []JSONProblem `json:"problems" about:"new ones in files of no review above: one that cannot be read is in none"`
}

// JSONReview is a review that the branch touches.
type JSONReview struct {
	Slug     string        `json:"slug" about:"its name in addresses"`
	Title    string        `json:"title"`
	Path     string        `json:"path" about:"of its file, from the source"`
	Was      string        `json:"was,omitempty" about:"its path before, where that was another"`
	Mark     string        `json:"mark" about:"changed, added or removed"`
	Status   string        `json:"status" about:"as in the front matter"`
	Words    int           `json:"words" about:"in the narrative and the voices"`
	Facts    []JSONFact    `json:"facts" about:"what changed in the front matter and beside it"`
	Story    JSONStory     `json:"story" about:"how the narrative changed"`
	Voices   []JSONVoice   `json:"voices" about:"perspectives that changed, came or went"`
	Problems []JSONProblem `json:"problems" about:"what check finds in its files"`
	Seen     []JSONSeen    `json:"seen" about:"other reviews that it is like, at most five"`
	Held     []JSONReader  `json:"held" about:"who said that the story holds, and where"`
	Readers  []JSONReader  `json:"readers" about:"who should read it"`
}

// JSONFact is a sentence on the front matter.
type JSONFact struct {
	Key  string    `json:"key" about:"of the front matter, or transcript, perspectives, pictures"`
	Text string    `json:"text" about:"a sentence that begins in lower case, without a full stop"`
	Runs []JSONRun `json:"runs" about:"how a text changed, where it is one"`
}

// JSONStory is how a narrative changed.
type JSONStory struct {
	Changes int         `json:"changes" about:"numbered ones; 0 for what is new or gone"`
	Added   int         `json:"added" about:"words"`
	Removed int         `json:"removed" about:"words"`
	Blocks  []JSONBlock `json:"blocks" about:"that changed or moved; none where the report would be too large"`
}

// JSONBlock is a block that changed or moved.
type JSONBlock struct {
	Mark   string    `json:"mark" about:"added, removed, changed, formatted, or kept if it only moved"`
	Moved  bool      `json:"moved"`
	Anchor string    `json:"anchor,omitempty" about:"of its first change, in the HTML"`
	Under  string    `json:"under,omitempty" about:"the heading that it stands under"`
	From   string    `json:"from,omitempty" about:"the heading that it stood under before it moved"`
	Line   int       `json:"line" about:"in the file; of what is removed, as it was"`
	When   []JSONRun `json:"when" about:"the time of a timeline's entry"`
	Phase  []JSONRun `json:"phase" about:"and its phase"`
	Lines  []JSONRow `json:"lines" about:"of a list, table or code those that changed"`
}

// JSONRow is a line of text.
type JSONRow struct {
	Lead string    `json:"lead" about:"what shows its place: “- ”, “> ”, spaces"`
	Runs []JSONRun `json:"runs"`
}

// JSONRun is text of one kind.
type JSONRun struct {
	Mark string `json:"mark" about:"kept, added, removed, or note: a word on what text cannot show"`
	Text string `json:"text"`
}

// JSONVoice is an account in a file of its own.
type JSONVoice struct {
	Who   string    `json:"who" about:"the person's key"`
	Name  string    `json:"name"`
	Path  string    `json:"path"`
	Mark  string    `json:"mark" about:"changed, added or removed"`
	Story JSONStory `json:"story"`
}

// JSONProblem is something to mend in a review.
type JSONProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line" about:"0: the whole file"`
	Rule     string `json:"rule"`
	Severity string `json:"severity" about:"error, warning or note"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	New      bool   `json:"new" about:"it came with the branch"`
}

// JSONSeen is another review that one is like.
type JSONSeen struct {
	Slug    string   `json:"slug"`
	Title   string   `json:"title"`
	Reasons []string `json:"reasons" about:"by what"`
	Linked  bool     `json:"linked" about:"one names the other as related"`
}

// JSONReader is somebody who read a review, or should.
type JSONReader struct {
	Who     string   `json:"who" about:"the person's key; empty for a name without a profile"`
	Name    string   `json:"name"`
	Handle  string   `json:"handle,omitempty" about:"at the code host, with its @: letters, digits, hyphens, dots and underscores"`
	Reasons []string `json:"reasons"`
}

// JSONEffect is what the branch does to the book.
type JSONEffect struct {
	Reviews [2]int       `json:"reviews" about:"listed, without the branch and with it"`
	Terms   []JSONTerm   `json:"terms" about:"people, services and the like that no review named before"`
	Gone    []JSONTerm   `json:"gone" about:"that no review names any more"`
	Said    []JSONSaid   `json:"said" about:"what the book's lists gain and lose"`
	Figures []JSONFigure `json:"figures" about:"measures that move"`
}

// JSONTerm is a person, service or the like, and the reviews that name it.
type JSONTerm struct {
	Taxonomy string   `json:"taxonomy" about:"services, technologies, teams, people, tags, factors or external parties"`
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Reviews  []string `json:"reviews" about:"slugs"`
}

// JSONSaid is what a section of the book gains and loses.
type JSONSaid struct {
	Section string      `json:"section" about:"learnings, surprises, noticed, questions or follow-ups"`
	Came    []string    `json:"came"`
	Went    []string    `json:"went"`
	Turned  [][2]string `json:"turned" about:"what was said, and what is said instead"`
}

// JSONFigure is a measure that moves.
type JSONFigure struct {
	Title string `json:"title"`
	Old   string `json:"old" about:"what it said; empty where that was nothing"`
	New   string `json:"new" about:"what it says; empty where that is nothing"`
}

// JSONFile is a file beside the reviews.
type JSONFile struct {
	Path string `json:"path"`
	What string `json:"what" about:"the settings, a profile …"`
	Mark string `json:"mark" about:"changed, added or removed"`
}

// A Key is one key of [JSON].
type Key struct {
	Name     string
	Form     string // text, number, true|false, [text, …], keys, [keys, …]
	About    string
	Optional bool  // left out where it would be empty
	Keys     []Key // of what is inside
}

// Describe lists the keys of [JSON], in its order.
func Describe() []Key { return keysIn(reflect.TypeFor[JSON]()) }

func keysIn(t reflect.Type) []Key {
	var list []Key
	for i := range t.NumField() {
		f := t.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		k := Key{Name: name, About: f.Tag.Get("about"), Form: form(f.Type), Optional: option == "omitempty"}
		inside := f.Type
		for inside.Kind() == reflect.Slice || inside.Kind() == reflect.Array {
			inside = inside.Elem()
		}
		if inside.Kind() == reflect.Struct {
			k.Keys = keysIn(inside)
		}
		list = append(list, k)
	}
	return list
}

// form says how a value is written.
func form(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true|false"
	case reflect.Int:
		return "number"
	case reflect.Struct:
		return "keys"
	case reflect.Slice:
		return "[" + form(t.Elem()) + ", …]"
	case reflect.Array:
		return "[" + form(t.Elem()) + ", " + form(t.Elem()) + "]"
	}
	return "text"
}
