package chart

import (
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

func named(id string) Caption {
	return Caption{ID: id, Title: "Title & " + id, Description: "What <it> shows."}
}

func to(n int) Mark {
	return Mark{Href: "../reviews/r" + strconv.Itoa(n) + "/index.html", Title: `“R` + strconv.Itoa(n) + `” & more`}
}

// pictures is one example of each.
func pictures() map[string]template.HTML {
	presence := Presence{Caption: named("presence"), Others: []int{0, 2, 0, 0}}
	for i := range 4 {
		presence.Columns = append(presence.Columns, PresenceColumn{Mark: to(i), Label: "Mar 26", Newer: i > 1})
	}
	presence.Rows = []PresenceRow{
		{Label: "Ines", Href: "../people/ines/index.html", There: []PresenceMark{There, ThereOffCall, Absent, There}},
		{Label: "Wolfeschlegelsteinhausenbergerdorff", There: []PresenceMark{Absent, Absent, There, There}},
	}

	hours := Matrix{Caption: named("matrix"), Turn: true, Rows: []MatrixLine{{Label: "Mon"}, {Label: "Tue"}}}
	for h := range 24 {
		hours.Columns = append(hours.Columns, MatrixLine{Label: strconv.Itoa(h), Night: h < 7 || h >= 22})
	}
	for d := range 2 {
		row := make([]MatrixCell, 24)
		row[3+d] = MatrixCell{Mark: to(d), N: 1 + 11*d}
		hours.Cells = append(hours.Cells, row)
	}

	return map[string]template.HTML{
		"presence": presence.SVG(),
		"matrix":   hours.SVG(),
		"pairs": Pairs{Caption: named("pairs"), Key: Legend{"met before", "first met in an incident of the window, which is long"},
			Names: []MatrixLine{{Label: "oil", Href: "../teams/oil/index.html"}, {Label: "pitch"}, {Label: "tar"}},
			Cells: []PairCell{{Mark: to(1), A: 0, B: 1, Class: 1}, {Mark: to(2), A: 2, B: 1, Class: 2, Text: "1st"}}}.SVG(),
		"stacks": Stacks{Caption: named("stacks"), Sorts: Legend{"heard", "absent"},
			Columns: []Stack{{Mark: to(1), Label: "Jan 26", Parts: []int{3, 1}}, {Label: "Feb 26", Parts: []int{0, 0}}, {Mark: to(2), Parts: []int{0, 2}}}}.SVG(),
		"stacks-high": Stacks{Caption: named("stacks-high"), Columns: []Stack{{Mark: to(1), Label: "Jan 26", Parts: []int{130}}, {Parts: []int{7}}}}.SVG(),
		"ranges": Ranges{Caption: named("ranges"), None: 1, Log: true, Unit: "times as often", Rows: []Range{
			{Mark: to(1), Label: "promotion cycle", Low: 2, At: 5.2, High: 12.4, Clear: true, Text: "5.2 (2.0 to 12.4)"},
			{Label: "holiday", Low: 0, At: 0, High: 20, Text: "0.0 (0.0 to 20.0)"},
			{Label: "never else", Low: 3, At: math.Inf(1), High: math.Inf(1), Text: "no other day had one"},
		}}.SVG(),
		"ranges-linear": Ranges{Caption: named("ranges-linear"), Rows: []Range{{Mark: to(1), Label: "Courier", Low: -1.5, At: 2, High: 5, Text: "2.0"}}}.SVG(),
		"scatter": Scatter{Caption: named("scatter"), Unit: "people", From: clock("2024-11-01 00:00"), To: clock("2026-10-31 00:00"), Points: []Point{
			{Mark: to(1), At: clock("2024-11-01 00:00"), N: 3}, {Mark: to(2), At: clock("2026-10-31 00:00"), N: 9, Usual: 6, Stand: true},
		}}.SVG(),
		"lanes": Lanes{Caption: named("lanes"), From: clock("2024-11-01 00:00"), To: clock("2026-10-31 00:00"), Lanes: []Lane{
			{Label: "somebody new", Dots: []Dot{{At: clock("2026-03-24 00:00"), Href: "a", Title: "new <here>"}}},
			{Label: "Courier", Href: "b", Stays: []Span{{From: clock("2026-03-02 00:00"), To: clock("2026-05-31 00:00"), Title: "first 90 days"}}},
		}}.SVG(),
		"cited": Cited{Caption: named("cited"), Stretches: []CitedStretch{{Mark: to(3), First: 1, N: 8}},
			Messages: append([]CitedMessage{{Mark: to(1), Cited: true}}, make([]CitedMessage, 9)...)}.SVG(),
	}
}

func TestFigures(t *testing.T) {
	for name, svg := range pictures() {
		got, file := string(svg), "testdata/"+name+".svg"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: differs; look at it, then run with -update:\n%s", file, got)
		}
		readable(t, name, got)
	}
}

// readable holds that a picture is well-formed, has a title and a description,
// no inline style, no text outside and no number that is none.
func readable(t *testing.T, name, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<all>" + svg + "</all>"))
	width, titles, descriptions := 0, 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: not well-formed: %v\n%s", name, err, svg)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attr := map[string]string{}
		for _, a := range e.Attr {
			attr[a.Name.Local] = a.Value
		}
		switch e.Name.Local {
		case "svg":
			width, _ = strconv.Atoi(strings.Fields(attr["viewBox"])[2])
			titles, descriptions = titles+1, descriptions+1
		case "text":
			x, err := strconv.Atoi(attr["x"])
			if err != nil || x < 0 || x > width {
				t.Errorf("%s: text at %q of %d", name, attr["x"], width)
			}
		}
		if attr["style"] != "" {
			t.Errorf("%s: an inline style, which the site's policy forbids", name)
		}
	}
	if strings.Count(svg, "<desc ") != descriptions || strings.Count(svg, "<title id=") != titles || titles == 0 {
		t.Errorf("%s: %d pictures, not each with a title and a description", name, titles)
	}
	for _, wrong := range []string{"NaN", "Inf", "-922337", "%!"} {
		if strings.Contains(svg, wrong) {
			t.Errorf("%s: %q in it", name, wrong)
		}
	}
}

func TestFiguresOfNothing(t *testing.T) {
	nothing := Presence{}.SVG() + Matrix{}.SVG() + Pairs{}.SVG() + Stacks{}.SVG() + Ranges{}.SVG() + Scatter{}.SVG() + Lanes{}.SVG() + Cited{}.SVG() +
		Matrix{Rows: make([]MatrixLine, 1), Columns: make([]MatrixLine, 1), Cells: [][]MatrixCell{{{}}}}.SVG() +
		Stacks{Columns: []Stack{{Parts: []int{0}}}}.SVG()
	if nothing != "" {
		t.Errorf("drew %s", nothing)
	}
}

// A scale that begins a little below nothing has no -0.
func TestRangesFromBelowNothing(t *testing.T) {
	drawn := string(Ranges{Rows: []Range{{Label: "Courier", Low: -0.9, At: 7.8, High: 17, Text: "7.8"}}}.SVG())
	if !strings.Contains(drawn, ">0<") || strings.Contains(drawn, ">-0<") {
		t.Errorf("drew %s", drawn)
	}
}

// What is too much for a picture is cut to the newest, or drawn smaller.
func TestFiguresOfMuch(t *testing.T) {
	var stacks Stacks
	var presence Presence
	var pairs Pairs
	var cited Cited
	for i := range 3000 {
		cited.Messages = append(cited.Messages, CitedMessage{Cited: i%7 == 0})
	}
	for i := range 200 {
		stacks.Columns = append(stacks.Columns, Stack{Mark: to(i), Label: "x", Parts: []int{i}})
		presence.Columns = append(presence.Columns, PresenceColumn{Mark: to(i)})
	}
	presence.Rows = []PresenceRow{{Label: "A", There: make([]PresenceMark, 200)}}
	presence.Rows[0].There[0], presence.Rows[0].There[199] = There, There
	for i := range 40 {
		pairs.Names = append(pairs.Names, MatrixLine{Label: "team " + strconv.Itoa(i)})
		pairs.Cells = append(pairs.Cells, PairCell{A: i, B: (i + 1) % 40, Class: 1})
	}
	stacks.Caption, presence.Caption, pairs.Caption, cited.Caption = named("s"), named("p"), named("q"), named("c")
	for name, svg := range map[string]string{"stacks": string(stacks.SVG()), "presence": string(presence.SVG()), "pairs": string(pairs.SVG()), "cited": string(cited.SVG())} {
		readable(t, name, svg)
		if len(svg) > 200_000 {
			t.Errorf("%s: %d bytes", name, len(svg))
		}
	}
	if svg := string(presence.SVG()); strings.Contains(svg, "r0/") || !strings.Contains(svg, "r199/") {
		t.Error("a presence shows other reviews than the newest")
	}
}
