package incident

// A Narrative is a body of Markdown, read into what casebook needs to know of
// it. Its HTML is made from Source when a page shows it, and not before.
type Narrative struct {
	File   string // slash-separated, from the source
	Source []byte // Markdown without front matter
	Line   int    // line of File on which Source begins

	Blocks     []Block
	Entries    []Entry // the timeline, in the order written
	Statements []Statement
	Links      []Link     // in order; pictures too
	Citations  []Citation // in order
	Mentions   []Mention  // every @key, whoever it may name
	Fields     []BodyField
	Words      int
}

// A Block is one top-level part of a narrative: a heading, a paragraph, a list.
//
// The reviews of a Book keep the Text of headings, of the first paragraph and of
// what cites a message; a narrative's text is as large as its source, and few ask
// for it. Whoever shows a narrative gets that of every block.
type Block struct {
	Kind     BlockKind
	Level    int    // of a heading, as written: 1 to 6
	ID       string // anchor of a heading, unique in the narrative
	Section  Section
	Text     string   // without markup; in a Book's reviews, of few blocks
	Line     int      // in the file
	Inner    bool     // lies in an inner part: for the internal edition alone
	Evidence []string // ids of messages that the block links to
}

// A BlockKind says what a block is.
type BlockKind int

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	List
	Table
	Code
	Quote
	Rule
	Footnotes
)

// A Section is a recognised part of a narrative, by the meaning of its heading.
type Section string

// The sections, whatever their headings are called. A block before the first
// recognised heading, or under a heading of the author's own, has none.
const (
	NoSection           Section = ""
	SectionSummary      Section = "summary"
	SectionImpact       Section = "impact"
	SectionBackground   Section = "background"
	SectionNarrative    Section = "narrative"
	SectionTimeline     Section = "timeline"
	SectionPerspectives Section = "perspectives"
	SectionFactors      Section = "factors"
	SectionLearnings    Section = "learnings"
	SectionWentWell     Section = "went-well"
	SectionHard         Section = "hard"
	SectionLucky        Section = "lucky"
	SectionSurprises    Section = "surprises"
	SectionNoticed      Section = "noticed"
	SectionQuestions    Section = "questions"
	SectionFollowUps    Section = "follow-ups"
)

// Sections lists every section in the order of the format's description.
var Sections = []Section{
	SectionSummary, SectionImpact, SectionBackground, SectionNarrative, SectionTimeline,
	SectionPerspectives, SectionFactors, SectionLearnings, SectionWentWell, SectionHard,
	SectionLucky, SectionSurprises, SectionNoticed, SectionQuestions, SectionFollowUps,
}

// An Entry is one moment of a timeline.
type Entry struct {
	ID         string // anchor, unique in the narrative
	At         Moment // Precision ClockOnly when no date is known, so no instant
	Until      Moment // the end of a range; unknown without one
	Phase      Phase
	Text       string // without time, phase, markup and links to messages in parentheses
	Line       int
	Mentions   []string // keys, once each
	Evidence   []string // message ids, in order
	OutOfOrder bool     // the clock goes back by 12 hours or less
	Inner      bool
}

// A Phase marks what an entry was about.
type Phase string

// Phases are marks on a story, not a line it must follow.
var Phases = []Phase{"detect", "diagnose", "repair", "coordinate", "communicate", "context"}

// A Statement is one thing said under a heading that gathers such things: a
// learning, a surprise, a discovery, a question, a follow-up.
type Statement struct {
	ID       string // anchor, unique in the narrative
	Section  Section
	Markdown string // as written, without the list mark
	Text     string // without markup
	Task     Tri    // a task list's box: No is open, Yes is ticked
	Line     int
	Inner    bool
}

// A Link is where a narrative points.
type Link struct {
	Dest   string // as written
	Image  bool
	Line   int
	Column int
}

// A Citation is a sentence, or an entry, that rests on a message.
type Citation struct {
	Message string // its id
	ID      string // anchor: the link's own, or its entry's; empty where no page has one
	Text    string // the sentence or the entry, without markup
	Inner   bool
}

// A Mention is one @key in the text.
type Mention struct {
	Key  string
	Line int
}

// A BodyField is a fact written as a line of the body, such as «**Severity**: 2».
type BodyField struct {
	Key   string // as written, without markup
	Value string
	Line  int
}
