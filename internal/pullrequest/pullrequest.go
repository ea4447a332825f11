// Package pullrequest tells what a branch changes in a casebook, for those who
// are asked to read it.
//
// [Compare] takes two books, as they are without the branch and with it, and
// makes a [Report]:
//
//   - for each review that was added, changed or taken out: its facts as
//     sentences, how its story and its voices changed, block by block and word by
//     word, what should be mended in it, which other reviews it is like, and who
//     should read it, each with the reason;
//   - what the branch does to the book: names that no review said before, what is
//     learned and asked, and which figures move.
//
// A report is written for a terminal ([Report.WriteText]), for a code host's
// comment or summary ([Report.WriteMarkdown]), for a browser
// ([Report.WriteHTML]) and for programs ([Report.WriteJSON]). All a branch holds
// is its author's, who may be anybody: what each writer lets through is said
// beside it.
package pullrequest

import (
	"io/fs"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Side is the book without the branch, or with it.
type Side struct {
	Name     string // as people call it: main at 1a2b3c4, your files
	Book     *incident.Book
	Files    fs.FS         // what the book was read from
	Config   config.Config // that it was read with
	Problems diag.List     // what should be mended, in all of it
}

// Options are useful when zero.
type Options struct {
	// Likeness tells, of a review with the branch, the others that it is like, the
	// likest first. Nil: nobody looks.
	Likeness func(slug string) []incident.Likeness
	// Same tells whether a file holds the same on both sides. Nil: they are read.
	Same func(path string) bool
	// Veil takes out of what is said of a file, and out of its path, who is not to
	// be named. Nil: it stays as it is.
	Veil func(text string) string
	// Figures measures a book. Nil: nobody measures.
	Figures func(*incident.Book) []Figure
	// Suggest names who might facilitate a review; see [ReaderOptions].
	Suggest func(*incident.Review) []Suggestion
	// Blob is the hash by which Git knows a file without the branch, empty where
	// there is none: by it the revisions that came with the branch are told from
	// those before. Nil: none came.
	Blob func(path string) string
	// Address is how a reader gets from the report to an address of the site;
	// nil: by the site's own address, where that is known.
	Address func(address string) string
	// Picture is the address of a picture, by its path: on side 0, without the
	// branch, or on side 1, with it. Nil: pictures travel in the report.
	Picture func(side int, path string) string
}

// A Report is what a branch changes.
type Report struct {
	Title   string // of the book
	Base    string // the names of the sides
	Head    string
	Reviews []Review // changed, then added, then taken out; each by path
	Book    Effect
	Others  []File // files beside the reviews that differ
	// Problems are those that came with the branch in files of no review of the
	// report: one that cannot be read is in none.
	Problems []Problem
	// Changes is how many anchors the stories have, chg-1 to chg-n.
	Changes int
}

// A Review is one that the branch added, changed or took out.
type Review struct {
	Slug   string
	Title  string // with the branch, or what it was
	Path   string
	Was    string // the path without the branch, where it is another
	Mark   compare.Mark
	Status incident.Status
	Words  int    // of the narrative and the voices, with the branch
	Href   string // of its page; may be empty

	Facts  []Fact
	Story  compare.Difference // of a review that is added: the whole of it, unmarked
	Voices []Voice

	Problems []Problem
	Seen     []Seen
	Held     []Reader // who said that the story holds, and where
	Readers  []Reader
}

// A Fact is a sentence on something that is not in the story.
type Fact struct {
	Key  string // of the front matter: severity, review.met; or transcript, pictures
	Text string // begins in lower case, and has no full stop
	// Words show how a text changed, where the fact is one; Text introduces them.
	Words []compare.Run
}

// A Voice is somebody's account in a file of its own.
type Voice struct {
	Who   string // the person's key
	Name  string
	Path  string
	Mark  compare.Mark
	Story compare.Difference
}

// A Problem is something to mend in a review.
type Problem struct {
	diag.Problem
	New bool // it was not there without the branch
}

// A Seen is another review that one is like.
type Seen struct {
	Slug    string
	Title   string
	Href    string // may be empty
	Reasons []string
	Linked  bool // one of the two names the other as related
}

// A File is one that differs beside the reviews.
type File struct {
	Path string
	What string // profile of a person, the settings …
	Mark compare.Mark
}
