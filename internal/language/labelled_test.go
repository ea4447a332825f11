package language

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// A labelled sentence is one of ours, with the rules that should speak.
type labelled struct {
	line  int
	rules []string
	text  string
}

func readLabelled(t testing.TB) []labelled {
	t.Helper()
	data, err := os.ReadFile("testdata/labelled.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []labelled
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		names, text, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		l := labelled{line: n, text: text}
		if names != "-" {
			l.rules = strings.Fields(names)
		}
		list = append(list, l)
	}
	return list
}

func people() Options {
	return Options{People: []string{"Ariel Costa", "jona", "Kieran", "ruth", "Szymon Żurawski"}}
}

// A tally counts what a rule found and should have found.
type tally struct{ right, wrong, missed int }

func (c tally) precision() float64 { return float64(c.right) / max(float64(c.right+c.wrong), 1) }
func (c tally) recall() float64    { return float64(c.right) / max(float64(c.right+c.missed), 1) }

// TestLabelled prints precision and recall of each rule over the labelled
// sentences, and fails for a rule whose precision is below 0.80.
func TestLabelled(t *testing.T) {
	const least, sentences = 0.80, 300
	list := readLabelled(t)
	if len(list) < sentences {
		t.Errorf("%d sentences are labelled, not %d", len(list), sentences)
	}
	reader := New(people())
	counts := make(map[string]*tally)
	for _, r := range Rules() {
		counts[r.Name] = &tally{}
	}
	for _, l := range list {
		found := foundIn(reader, l.text)
		for _, r := range Rules() {
			c := counts[r.Name]
			switch is, should := slices.Contains(found, r.Name), slices.Contains(l.rules, r.Name); {
			case is && should:
				c.right++
			case is:
				c.wrong++
				t.Logf("line %d: %s speaks, and should not: %s", l.line, r.Name, l.text)
			case should:
				c.missed++
				t.Logf("line %d: %s is silent, and should not be: %s", l.line, r.Name, l.text)
			}
		}
	}
	t.Logf("%-16s %9s %9s %6s %6s %6s", "rule", "precision", "recall", "right", "wrong", "missed")
	for _, r := range Rules() {
		c := counts[r.Name]
		t.Logf("%-16s %9.2f %9.2f %6d %6d %6d", r.Name, c.precision(), c.recall(), c.right, c.wrong, c.missed)
		if c.precision() < least {
			t.Errorf("%s: precision %.2f", r.Name, c.precision())
		}
	}
}

func foundIn(r *Reader, text string) []string {
	var names []string
	for _, f := range r.Read(unquoted(text)) {
		names = append(names, f.Rule.Name)
	}
	return names
}

// unquoted hides quotations, as whoever reads a review does.
func unquoted(text string) string {
	b := []byte(text)
	for {
		from := strings.IndexByte(string(b), '"')
		if from < 0 {
			return string(b)
		}
		to := from + 1 + strings.IndexByte(string(b[from+1:]), '"')
		for i := from; i <= to; i++ {
			b[i] = 1
		}
	}
}

// TestExamples holds the rules to their own pages: the example before is found,
// the one after is not.
func TestExamples(t *testing.T) {
	reader := New(people())
	for _, r := range Rules() {
		if !slices.Contains(foundIn(reader, r.Before), r.Name) {
			t.Errorf("%s: says nothing of %q", r.Name, r.Before)
		}
		if found := foundIn(reader, r.After); len(found) > 0 {
			t.Errorf("%s: %v in %q", r.Name, found, r.After)
		}
		if r.Why == "" || r.Trap == "" || r.Question == "" || !strings.HasSuffix(r.Question, "?") {
			t.Errorf("%s: does not explain itself", r.Name)
		}
	}
}

func TestSubjects(t *testing.T) {
	reader := New(people())
	for text, want := range map[string]string{
		"By then the on-call engineer should have asked.": "the on-call engineer",
		"@kieran should have asked.":                      "@kieran",
		"Ariel and Jona should have asked.":               "Ariel and Jona",
		"Obviously it was down.":                          "",
		"By then Żurawski should have asked.":             "Żurawski",
	} {
		found := reader.Read(text)
		if len(found) != 1 || found[0].Subject != want {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

func TestSentences(t *testing.T) {
	r := New(Options{})
	text := "- One didn't end. Two has v1.2.3 in it!\n- Three goes\n  on\n| four | five |\n\nSix: \x01\x01\x01 (seven)"
	var got []string
	for s := range r.sentences(text) {
		var words []string
		for _, w := range s.words {
			words = append(words, w.text)
		}
		got = append(got, strings.Join(words, " "))
	}
	want := []string{"one did not end", "two has v1.2.3 in it !", "three goes on", "four", "five", "six : · ( seven )"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, l := range readLabelled(f) {
		f.Add(l.text)
	}
	reader := New(people())
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range reader.Read(text) {
			if found.Start < 0 || found.End > len(text) || found.Start >= found.End {
				t.Fatalf("%s at %d to %d of %d", found.Rule.Name, found.Start, found.End, len(text))
			}
			if fmt.Sprint(found.Subject) != "" && !strings.Contains(text, found.Subject) {
				t.Fatalf("subject %q", found.Subject)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for _, l := range readLabelled(b) {
		text.WriteString(l.text + "\n\n")
	}
	reader := New(people())
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		reader.Read(text.String())
	}
}
