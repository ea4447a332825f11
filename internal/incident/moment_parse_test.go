package incident

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

var update = flag.Bool("update", false, "rewrite the expected lines of testdata")

// TestParseMoment reads testdata/moments.txt: a time, what it is read as, and
// the rules of what is reported, with « | » between them. Berlin is the site's zone.
func TestParseMoment(t *testing.T) {
	berlin := mustZone(t, "Europe/Berlin")
	checkLines(t, "testdata/moments.txt", func(in string) string {
		m, issues := ParseMoment(in, berlin)
		return described(m, issues)
	})
}

// TestSequence reads testdata/sequences.txt: one timeline to a line, its times
// between semicolons. The day before each is 14 March 2026.
func TestSequence(t *testing.T) {
	checkLines(t, "testdata/sequences.txt", func(in string) string {
		q := Sequence{}
		q.Start(Moment{Time: time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC), Precision: DayOnly})
		var out []string
		for _, text := range strings.Split(in, ";") {
			text = strings.TrimSpace(text)
			if zone, ok := strings.CutPrefix(text, "zone "); ok {
				q.SetZone(zone)
				continue
			}
			out = append(out, placed(&q, text))
		}
		return strings.Join(out, "; ")
	})
}

func placed(q *Sequence, text string) string {
	s, n := ReadStamp(text)
	if n == 0 {
		return "none"
	}
	p := q.Place(s)
	line := described(p.At, p.Issues)
	if p.Until.Precision != NotKnown {
		line = strings.Replace(line, p.At.String(), p.At.String()+" to "+p.Until.String(), 1)
	}
	if p.OutOfOrder {
		line += " out-of-order"
	}
	if rest := strings.TrimSpace(text[n:]); rest != "" {
		line += fmt.Sprintf(" then %q", rest)
	}
	return line
}

func described(m Moment, issues []TimeIssue) string {
	line := m.String()
	if m.Assumed {
		line += " assumed"
	}
	for _, issue := range issues {
		line += " [" + issue.Rule + "]"
	}
	return line
}

// checkLines holds each line's left side, read by read, against its right side.
func checkLines(t *testing.T, file string, read func(string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		in, want, _ := strings.Cut(line, " | ")
		if in == "" || strings.HasPrefix(in, "#") {
			fmt.Fprintln(&out, line)
			continue
		}
		in = strings.TrimRight(in, " ")
		got := read(in)
		fmt.Fprintf(&out, "%-44s | %s\n", in, got)
		if want != got && !*update {
			t.Errorf("%s:%d: %s\n got %s\nwant %s", file, i+1, in, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestOn(t *testing.T) {
	start, _ := ParseMoment("2026-03-14 23:40 UTC", nil)
	for in, want := range map[string]string{
		"23:50": "2026-03-14 23:50 UTC",
		"00:10": "2026-03-15 00:10 UTC",
		"22:00": "2026-03-14 22:00 UTC",
	} {
		m, _ := ParseMoment(in, nil)
		if got := m.On(start).String(); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-03-14T02:04:00Z", "~2026-03-14 02:04 CET (UTC+2)", "Mon, 14 Mar 2026 3pm PT", "[03-26 23:04]", "1/2/26 – 3:10 PM"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, issues := ParseMoment(s, nil)
		if m.Known() && (m.Time.Year() < 1 || m.Time.Year() > 9999) {
			t.Errorf("%q: year %d", s, m.Time.Year())
		}
		for _, issue := range issues {
			if issue.Rule == "" || issue.Message == "" {
				t.Errorf("%q: an issue without a rule or a message", s)
			}
		}
		if _, n := ReadStamp(s); n > len(s) {
			t.Errorf("%q: %d bytes read", s, n)
		}
	})
}

func BenchmarkParseMoment(b *testing.B) {
	for b.Loop() {
		ParseMoment("2026-03-14T02:04:00Z", nil)
	}
}
