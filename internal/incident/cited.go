package incident

// Cited are the ids of the messages that the review rests on: those that its text,
// its timeline and people's own accounts link to.
func (r *Review) Cited() map[string]bool {
	cited := map[string]bool{}
	r.Narrative.cited(cited)
	for _, p := range r.Perspectives {
		p.Narrative.cited(cited)
	}
	return cited
}

func (n Narrative) cited(ids map[string]bool) {
	for _, b := range n.Blocks {
		for _, id := range b.Evidence {
			ids[id] = true
		}
	}
	for _, e := range n.Entries {
		for _, id := range e.Evidence {
			ids[id] = true
		}
	}
}
