package insight

import "encoding/json"

// A Figure is what every measure says of itself.
type Figure struct {
	Key      string   `json:"key"` // names its story: content/patterns/<key>.md
	Title    string   `json:"title"`
	Unit     string   `json:"unit"`            // what is counted, in a clause
	Rests    []Known  `json:"rests_on"`        // of how much it is known
	Findings Findings `json:"findings"`        // what the definition allows to be said
	Quiet    string   `json:"quiet,omitempty"` // said where there are no findings
	Cannot   string   `json:"cannot_tell"`
	Table    Table    `json:"-"` // the same numbers as text
}

// Findings are what a figure says; in JSON none are an empty list.
type Findings []Finding

// MarshalJSON writes a list.
func (f Findings) MarshalJSON() ([]byte, error) { return json.Marshal(append([]Finding{}, f...)) }

// A Finding is one sentence, and the reviews it rests on.
type Finding struct {
	Text    Sentence `json:"text"`
	Reviews []string `json:"reviews"` // slugs, newest first
}

// Known says of how many of what there are a fact is given.
type Known struct {
	Known int    `json:"known"`
	Of    int    `json:"of"`
	What  string `json:"what"` // such as «reviews say who was there»
}

// String is the count in words: known for 4 of 5.
func (k Known) String() string {
	return say("%v of %v %v", k.Known, k.Of, k.What).String()
}

// A Table is a figure's numbers as text, with the reviews as links.
type Table struct {
	Columns []string
	Rows    []Row
}

// A Row is one line of a table. Anchor is a name by which a picture's mark can
// lead to it; it may be empty.
type Row struct {
	Anchor string
	Cells  []Sentence
}

// add appends a row of cells, each of which may be a Sentence, a Part, or
// anything that fmt prints.
func (t *Table) add(cells ...any) { t.addAt("", cells...) }

func (t *Table) addAt(anchor string, cells ...any) {
	row := Row{Anchor: anchor}
	for _, cell := range cells {
		row.Cells = append(row.Cells, Sentence{}.with(cell))
	}
	t.Rows = append(t.Rows, row)
}

// find adds a finding. The reviews come newest first.
func (f *Figure) find(reviews []string, format string, args ...any) {
	if reviews == nil {
		reviews = []string{} // no null in JSON
	}
	f.Findings = append(f.Findings, Finding{Text: say(format, args...), Reviews: reviews})
}

// unknown has a figure that rests on nothing say so, and what to write, in the
// place of saying that nothing was found.
func (f *Figure) unknown(quiet string) {
	for _, k := range f.Rests {
		if k.Known > 0 {
			return
		}
	}
	f.Quiet = quiet
}
