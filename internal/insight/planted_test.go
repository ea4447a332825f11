package insight

import (
	"slices"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

// The demo was written so that some patterns are in it, and no others. Each is
// found by the figure meant for it, and the figures say nothing else.

func equal[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestPlantedIsland(t *testing.T) {
	x := demoInsights(t)
	var speaks []string
	for _, s := range x.Reliance().Services {
		if s.Speaks() {
			speaks = append(speaks, s.Service)
		}
		if s.Service != "courier" {
			continue
		}
		if len(s.Again) != 1 || s.Again[0].Person != "halldora" || len(s.Again[0].Reviews) != 3 || s.Again[0].OffCall != 3 || s.Again[0].Window != 8 {
			t.Errorf("courier relied on %+v", s.Again)
		}
		if s.Spread == nil || !s.Spread.Clear() || s.Spread.Difference <= 0 {
			t.Errorf("courier's responders: %+v", s.Spread)
		}
	}
	equal(t, "services of which something is said", speaks, []string{"courier"})
	g := x.GameDays().Proposed
	if len(g) != 1 || g[0].Service != "courier" || !g[0].Clear || !slices.Contains(g[0].Drive, "kaito") || slices.Contains(g[0].Drive, "halldora") || g[0].Belief == nil {
		t.Fatalf("game days: %+v", g)
	}
	equal(t, "who sits beside", g[0].Beside, []string{"halldora"})
}

func TestPlantedHandOver(t *testing.T) {
	owned := demoInsights(t).Newcomers().Owned
	if len(owned) != 1 || owned[0].Review != "2026-04-07-two-pagers" || owned[0].Service != "courier" || owned[0].Days != 36 {
		t.Errorf("fresh ownership: %+v", owned)
	}
}

func TestPlantedTwoPagers(t *testing.T) {
	x := demoInsights(t)
	var tired []string
	for _, n := range x.Nights().Reviews {
		if n.ShortRest > 0 {
			tired = append(tired, n.Review)
		}
	}
	equal(t, "short rest", tired, []string{"2026-04-07-two-pagers"})
	i := slices.IndexFunc(x.Together().Pairs, func(c Carried) bool { return c.Pair == Pair{"courier", "stands"} })
	if i < 0 || x.Together().Pairs[i].Woken != 1 || !slices.Contains(x.Together().Pairs[i].Reviews, "2026-04-07-two-pagers") {
		t.Errorf("courier and stands together: %+v", x.Together().Pairs)
	}
}

func TestPlantedSeason(t *testing.T) {
	var kinds []string
	for _, k := range demoInsights(t).Around().Kinds {
		if k.Difference {
			kinds = append(kinds, k.Kind)
		}
	}
	equal(t, "kinds of event that differ", kinds, []string{"promotion-cycle"})
}

func TestPlantedMeetings(t *testing.T) {
	var pairs []Pair
	for _, p := range demoInsights(t).FirstMeetings().Pairs {
		if p.First {
			pairs = append(pairs, p.Pair)
		}
	}
	equal(t, "teams that first met in an incident", pairs, []Pair{
		{"catalogue", "freight"}, {"engraving", "hire"}, {"freight", "stands"}, {"member-desk", "royalties"}, {"royalties", "stands"},
	})
}

func TestPlantedFriday(t *testing.T) {
	x := demoInsights(t)
	const slug = "2026-07-24-is-everything-all-right"
	found := map[string]bool{}
	for h, hour := range x.When().Hours[4] {
		for _, r := range hour.Reviews {
			if h >= 18 {
				found[r] = true
			}
		}
	}
	if len(found) != 1 || !found[slug] {
		t.Errorf("Friday evenings: %v", found)
	}
	equal(t, "teams of the Friday night", x.bySlug[slug].Teams, []string{"member-desk"})
}

func TestPlantedReasons(t *testing.T) {
	x := demoInsights(t)
	by := map[string][]string{}
	for _, o := range x.Opportunities().Reviews {
		for _, reason := range o.Reasons {
			by[reason.Key] = append(by[reason.Key], o.Review)
		}
	}
	for _, list := range by {
		slices.Sort(list)
	}
	equal(t, "thought fixed", by["thought-fixed"], []string{"2026-06-20-sixty-nine-days"})
	equal(t, "more people than usual", by["more-people"], []string{"2026-02-03-early-bird", "2026-06-20-sixty-nine-days"})
	equal(t, "a newcomer alone", by["newcomer-alone"], nil)
	for _, slug := range []string{"2025-02-16-courier-certificate", "2026-06-20-sixty-nine-days"} {
		if !slices.Contains(by["ordinary"], slug) {
			t.Errorf("%s: a certificate is no reason", slug)
		}
	}
	for _, key := range []string{"near-miss", "light"} {
		if !slices.Contains(by[key], "2025-06-20-the-same-friday") {
			t.Errorf("the near miss that nobody noticed: %q is no reason", key)
		}
	}
}

func TestPlantedSilence(t *testing.T) {
	x := demoInsights(t)
	longest, where := Stretch{}, ""
	for _, r := range x.book.Reviews {
		if c := CitedOf(r); len(c.Longest) > 0 && r.Status == incident.Published && c.Longest[0].Messages > longest.Messages {
			longest, where = c.Longest[0], r.Slug
		}
	}
	if where != "2025-11-11-two-legs" || longest.Messages < 50 {
		t.Errorf("the longest stretch that nobody cites is %+v in %s", longest, where)
	}
	at := slices.IndexFunc(x.bySlug[where].Messages, func(m incident.Message) bool { return m.ID == "m-80" })
	from := slices.IndexFunc(x.bySlug[where].Messages, func(m incident.Message) bool { return m.ID == longest.From })
	to := slices.IndexFunc(x.bySlug[where].Messages, func(m incident.Message) bool { return m.ID == longest.To })
	if at < from || at > to {
		t.Errorf("what the game day found ten months later is not in it: %+v", longest)
	}
}
