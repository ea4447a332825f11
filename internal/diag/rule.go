package diag

// A Rule is what a package can report: the name that `waive` and `help` know,
// one line that says what it sees, and what its page explains.
type Rule struct {
	Name  string
	About string // what it sees, in one line
	Why   string // what is lost where it is not heeded; a paragraph or two
	// Before and After are an example of ours: what the rule speaks of, and one
	// way to write it instead. Both may be empty.
	Before, After string
}
