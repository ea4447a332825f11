package insight

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

func at(text string) incident.Moment {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return incident.Moment{Time: t, Precision: incident.ToMinute}
}

// Saturday 14 March 2026, two in the morning in Lisbon: one person woken, one in
// Tokyo at lunchtime on a day off, one whose zone nobody wrote down.
func night14March() *incident.Review {
	return &incident.Review{
		Resolved: at("2026-03-14T05:00:00Z"),
		Teams:    []string{"pumps", "valves"},
		Participants: []incident.Participant{
			{Who: "ines", Timezone: "Europe/Lisbon", Joined: at("2026-03-14T02:00:00Z"), Left: at("2026-03-14T04:30:00Z"), Paged: incident.Yes, OnCall: []string{"pumps", "valves"}},
			{Who: "kenji", Timezone: "Asia/Tokyo", Joined: at("2026-03-14T03:30:00Z"), Left: at("2026-03-14T09:00:00Z"), Paged: incident.Yes},
			{Who: "someone", Joined: at("2026-03-14T03:00:00Z")},
			{Who: "nobody-knows-when", Timezone: "Europe/Lisbon"},
		},
	}
}

func TestCoordinate(t *testing.T) {
	cfg, problems := config.Parse("casebook.yaml", nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := Coordinate(night14March(), cfg.WorkingHours)
	want := Coordination{
		People: 4, Teams: 2, Zones: 2,
		// 2:30 until she left, 1:30 cut at the resolution, 2:00 to the resolution.
		PersonTime: 6 * time.Hour, TimeKnown: 3, ToTheEnd: 1,
		OutsideHours: 2, // a Saturday is outside, at lunchtime too
		Woken:        1, LocalKnown: 2, WokenKnown: 2,
		Rotations: 1, OnCallKnown: 0,
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestNobodyCostsNothing(t *testing.T) {
	if got := Coordinate(&incident.Review{}, config.WorkingHours{}); got != (Coordination{}) {
		t.Errorf("got %+v, want nothing", got)
	}
}
