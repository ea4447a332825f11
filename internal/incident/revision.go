package incident

import "time"

// A Provenance is what Git knows of a review: how its text came to be, and who
// stands behind it. It covers the review's file and the perspectives beside it.
type Provenance struct {
	Revisions []Revision // newest first, by history and not by clock
	// Begins is empty when the first revision is where the text began. Else it
	// says, in a sentence, why what came before is not known.
	Begins string
}

// A Revision is a commit that touched a review.
type Revision struct {
	Commit string // its hash, in hexadecimal
	File   string // slash-separated, from the source, as the file was called then
	Blob   string // hash of the file's content after it; empty when it was removed
	Before string // hash of the content that it changed; empty when the file is new

	When        time.Time // the author's date, in the author's zone
	Subject     string    // the first line of the message
	Author      Contributor
	CoAuthors   []Contributor
	Approvals   []Approval
	PullRequest int // 0 when it came without one, or that is not known

	// Substance tells whether words of the narrative changed; formatting and
	// front matter alone are none.
	Substance bool
	Added     int // words
	Removed   int // words
	// Unread tells that one of the two texts is not in this clone of the
	// repository, so that nothing is known of its words.
	Unread bool
}

// A Contributor wrote or approved a narrative.
type Contributor struct {
	Key  string // the person's; empty for a name without a profile
	Name string // as the history has it, after .mailmap; never an address
	Bot  bool
}

// An Approval is somebody's yes to a text, with where it is written.
type Approval struct {
	By     Contributor
	Source ApprovalSource
}

// An ApprovalSource says where an approval is written down.
type ApprovalSource string

// The sources of approvals. Who merged is weak evidence, and said to be.
const (
	ApprovalTrailer     ApprovalSource = "trailer"      // Reviewed-by, Acked-by or Approved-by
	ApprovalFrontMatter ApprovalSource = "front-matter" // review.approvers
	ApprovalPullRequest ApprovalSource = "pull-request" // pull-requests.json
	ApprovalMerge       ApprovalSource = "merge"        // merged it
)

// A Likeness is how near another review is, and by what.
type Likeness struct {
	Slug  string
	Score float64  // cosine, 0 to 1
	Words []string // that tie the two, the strongest first
	// Keys of what both name.
	Services []string
	Factors  []string
	Tags     []string
}
