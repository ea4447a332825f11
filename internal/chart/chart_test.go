package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func clock(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

func lisbon(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func example(t *testing.T) Strip {
	from, to := clock("2026-03-14 01:50"), clock("2026-03-14 08:10")
	return Strip{
		Caption: Caption{"s", "Who & when", "Two people <to scale>"}, From: from, To: to,
		Moments: []Lane{{Label: "detect", Dots: []Dot{{At: clock("2026-03-14 02:04"), Href: "#t-0204", Title: `02:04 "paged"`}}}},
		People: []Lane{
			{Label: "Ines", Href: "../people/ines/index.html", Colour: 1, Nights: Nights(from, to, lisbon(t)),
				Stays: []Span{{From: clock("2026-03-14 02:04"), To: clock("2026-03-14 06:30"), Title: "Ines from 02:04 to 06:30"}}},
			{Label: "Wolfeschlegelsteinhausen", Colour: 2,
				Stays: []Span{{From: clock("2026-03-14 07:59"), To: clock("2026-03-14 09:00"), Open: true, Title: "from 07:59"}}},
		},
	}
}

func rhythm() Rhythm {
	return Rhythm{Caption: Caption{"r", "When & how often", "Two years"}, Years: []RhythmYear{
		{Year: 2026, Dots: []Dot{{At: clock("2026-01-01 00:00"), Href: "a", Title: "first <day>"}, {At: clock("2026-12-31 00:00"), Href: "b", Title: "last day"}},
			Spells: []Span{{From: clock("2025-12-20 00:00"), To: clock("2026-01-07 00:00"), Title: "freeze, from the year before"}}},
		{Year: 2025, Spells: []Span{{From: clock("2025-12-20 00:00"), To: clock("2026-01-07 00:00"), Title: "freeze"}}},
	}}
}

func grid(small bool) Grid {
	return Grid{Caption: Caption{"g", "People & services", "Two <by> two"}, Small: small,
		Rows:    []Head{{"Ines", "../people/ines/index.html"}, {"Wolfeschlegelsteinhausenbergerdorff", ""}},
		Columns: []Head{{"Queue", "queue"}, {"Search", "search"}},
		Cells:   []Cell{{0, 0, 5, "r", "Ines, Queue: 5"}, {0, 1, 1, "", "Ines, Search: 1"}, {1, 1, 3, "s", "three"}},
		Blocks:  []Block{{0, 0, 1, 1, "1/index.html", "first"}, {1, 1, 1, 1, "", ""}, {2, 2, 0, 0, "x", "nothing"}},
	}
}

// ties are n names on the left, each tied to one of two on the right.
func ties(n int) Ties {
	t := Ties{Caption: Caption{"t", "A & B", "Two <columns>"}, Right: []Head{{"even", "e"}, {"odd", ""}}}
	for i := range n {
		t.Left = append(t.Left, Head{fmt.Sprintf("name %d", i), "n"})
		t.Lines = append(t.Lines, Line{i, i % 2, i + 1, "tied"})
	}
	return t
}

// A long column keeps the names with most in common, and says how many more.
func TestTiesAreBounded(t *testing.T) {
	svg := string(ties(40).SVG())
	if strings.Contains(svg, ">name 14<") || !strings.Contains(svg, ">name 15<") || !strings.Contains(svg, ">and 15 more<") {
		t.Error("not the 25 names with most in common")
	}
}

// Lines that would all cross do not after ordering.
func TestTiesUncross(t *testing.T) {
	d := Ties{Left: []Head{{"a", ""}, {"b", ""}, {"c", ""}}, Right: []Head{{"x", ""}, {"y", ""}, {"z", ""}},
		Lines: []Line{{0, 2, 1, ""}, {1, 1, 1, ""}, {2, 0, 1, ""}}}
	left, right := d.order()
	for i := range left {
		if d.Lines[left[i]].Right != right[i] {
			t.Errorf("left %v, right %v: lines cross", left, right)
		}
	}
}

func crowded() Rhythm {
	return Rhythm{Caption: Caption{"c", "So many", "Bars"}, Crowded: true, Years: []RhythmYear{
		{Year: 2026, Bars: []Bar{{Month: time.January, Count: 90, Href: "a", Title: "January 2026: 90 reviews"}, {Month: time.December, Count: 1, Href: "b", Title: "one"}}},
	}}
}

func pulse() Pulse {
	p := Pulse{Caption: Caption{"p", "How much & when", "Five messages"}}
	for _, at := range []string{"02:04", "02:05", "02:06", "03:30", "04:59"} {
		p.At = append(p.At, clock("2026-03-14 "+at))
	}
	p.Marks = []Dot{{At: p.At[3], Href: "#m-4", Title: "03:30 <Ines>"}}
	return p
}

func TestGolden(t *testing.T) {
	for name, got := range map[string]string{
		"grid.svg":    string(grid(false).SVG()),
		"small.svg":   string(grid(true).SVG()),
		"ties.svg":    string(ties(3).SVG()),
		"crowded.svg": string(crowded().SVG()),
		"pulse.svg":   string(pulse().SVG()),
		"strip.svg":   string(example(t).SVG()),
		"rhythm.svg":  string(rhythm().SVG()),
		"spark.svg":   string(Spark([]int{0, 1, 7, 3, 0, 2})),
	} {
		name = "testdata/" + name
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: differs; look at it, then run with -update:\n%s", name, got)
		}
	}
}

func TestPicturesAreWellFormedAndHaveNoStyle(t *testing.T) {
	got := string(example(t).SVG() + grid(false).SVG() + grid(true).SVG() + ties(40).SVG() + rhythm().SVG() + crowded().SVG() + pulse().SVG() + Spark([]int{1, 2}))
	d := xml.NewDecoder(strings.NewReader("<all>" + got + "</all>"))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, got)
		}
	}
	if strings.Contains(got, "style=") {
		t.Error("an inline style, which the site's policy forbids")
	}
}

func TestNothingToScaleDrawsNothing(t *testing.T) {
	at := clock("2026-03-14 02:00")
	if svg := (Strip{From: at, To: at}).SVG() + (Grid{Rows: []Head{{"a", ""}}}).SVG() + (Ties{Left: []Head{{"a", ""}}}).SVG() + (Rhythm{}).SVG() + (Pulse{At: []time.Time{at, at}}).SVG() + Spark([]int{0, 0}); svg != "" {
		t.Errorf("drew %s", svg)
	}
}

func TestPulseCountsEveryMessage(t *testing.T) {
	p := pulse()
	for _, most := range []int{1, 2, 10, 100} {
		_, first, counts := p.count(most)
		sum := 0
		for _, n := range counts {
			sum += n
		}
		if sum != len(p.At) || len(counts) > most || first.After(p.At[0]) {
			t.Errorf("at most %d bars: %v from %v", most, counts, first)
		}
	}
}

func TestOverlap(t *testing.T) {
	stay := Span{From: clock("2026-03-14 06:00"), To: clock("2026-03-15 01:00")}
	if got := Overlap(stay, Nights(stay.From, stay.To, lisbon(t))); got != 4*time.Hour { // 06 to 07, 22 to 01
		t.Errorf("%v of the stay is night", got)
	}
	if got := Overlap(stay, nil); got != 0 {
		t.Errorf("%v without nights", got)
	}
}

func TestNights(t *testing.T) {
	nights := Nights(clock("2026-03-14 01:50"), clock("2026-03-15 23:00"), lisbon(t))
	var got []string
	for _, n := range nights {
		got = append(got, n.From.Format("2 15:04")+" to "+n.To.Format("2 15:04"))
	}
	if want := "13 22:00 to 14 07:00, 14 22:00 to 15 07:00, 15 22:00 to 16 07:00"; strings.Join(got, ", ") != want {
		t.Errorf("nights %s, want %s", strings.Join(got, ", "), want)
	}
}

func TestTicksAreRound(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2026-03-14 01:50", "2026-03-14 08:10", "02:00 03:00 04:00 05:00 06:00 07:00 08:00"},
		{"2026-03-14 23:10", "2026-03-15 00:50", "23:15 23:30 23:45 15 Mar 00:15 00:30 00:45"},
		{"2026-03-14 00:00", "2026-03-20 00:00", "14 Mar 15 Mar 16 Mar 17 Mar 18 Mar 19 Mar 20 Mar"},
	} {
		var got []string
		for _, at := range ticks(clock(c.from), clock(c.to), 9) {
			got = append(got, tickText(at))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s to %s: %s, want %s", c.from, c.to, strings.Join(got, " "), c.want)
		}
	}
}
