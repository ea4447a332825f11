package diag

// A Rule is what a package can report: the name that `waive` and `help` know,
// and one line that says what it sees.
type Rule struct {
	Name  string
	About string
}
