package insight

import "github.com/casebook-dev/casebook/internal/incident"

// An OfReview is what the measures say of one review alone, with nothing before
// it or after: the numbers of its own page.
type OfReview struct {
	Review       string       `json:"review"`
	Coordination Coordination `json:"coordination"`
	OffCall      []PulledIn   `json:"pulled_in_off_call"`           // by service, in the review's order
	Voices       *Voices      `json:"voices,omitempty"`             // nil: nobody studied it, by choice
	Cited        *Cited       `json:"cited_conversation,omitempty"` // nil: nobody wrote or said anything
	Chatter      *Chatter     `json:"chatter,omitempty"`
	Unfinished   []Finding    `json:"open_actions_of_relatives"`
}

// A PulledIn is how many responders of a review were pulled in off call for one
// of its services. Unit: people.
type PulledIn struct {
	Service string `json:"service"`
	People  int    `json:"people"`
	Known   int    `json:"known"` // of how many it is known
	Of      int    `json:"of"`    // responders
}

// OfReview are the measures of one review.
func (x *Insights) OfReview(r *incident.Review) OfReview {
	o := OfReview{
		Review: r.Slug, Coordination: Coordinate(r, x.config.WorkingHours), OffCall: []PulledIn{},
		Unfinished: x.Unfinished(r),
	}
	if r.Status != incident.NotReviewed {
		v := VoicesOf(r)
		o.Voices = &v
	}
	for _, key := range r.Services {
		o.OffCall = append(o.OffCall, pulledIn(r, key, x.services[key]))
	}
	if cited := CitedOf(r); cited.Messages > 0 {
		chatter := x.Chatter(r)
		o.Cited, o.Chatter = &cited, &chatter
	}
	return o
}

func pulledIn(r *incident.Review, key string, s *incident.Service) PulledIn {
	in := PulledIn{Service: key}
	for _, p := range r.Participants {
		if p.Responder() {
			off := OffCall(p, s)
			in.Of, in.Known, in.People = in.Of+1, in.Known+one(off != incident.Unknown), in.People+one(off == incident.Yes)
		}
	}
	return in
}

// each are the measures of every incident of the window in the scope, newest
// first.
func (x *Insights) each() []OfReview {
	recent := x.recent()
	list := make([]OfReview, len(recent))
	for i, r := range recent {
		list[len(recent)-1-i] = x.OfReview(r)
	}
	return list
}
