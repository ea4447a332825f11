package incident

// A FieldLine says on which line a fact of the front matter stands, so that a
// rule which compares several can point at one of them.
type FieldLine struct {
	Key  string // our key; one inside another is joined by a dot: review.depth
	Line int
}

// Line returns the line of the review's file on which the fact of our key
// stands, or 0 when it was not given.
func (r *Review) Line(key string) int {
	for _, f := range r.Lines {
		if f.Key == key {
			return f.Line
		}
	}
	return 0
}
