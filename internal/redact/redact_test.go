package redact

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := New(Options{Names: []string{"Acme Corp"}, Patterns: []Pattern{{"a customer", `CUST-[0-9]+`}}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// draws is how often each line is filled anew.
const draws = 20

var place = regexp.MustCompile(`\{(\d+) (\w+)\}`)

// fill puts drawn letters in the places of a line.
func fill(line string, r *rand.Rand) string {
	sets := map[string]string{
		"letters":  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
		"small":    "abcdefghijklmnopqrstuvwxyz0123456789",
		"capitals": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
		"digits":   "0123456789",
		"hex":      "0123456789abcdef",
		"url":      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_",
		"base64":   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/",
	}
	return place.ReplaceAllStringFunc(line, func(p string) string {
		m := place.FindStringSubmatch(p)
		var n int
		fmt.Sscan(m[1], &n)
		set := sets[m[2]]
		var b strings.Builder
		for i := range n {
			c := set[r.IntN(len(set))]
			for (i == 0 || i == n-1) && strings.IndexByte("-_+/", c) >= 0 {
				c = set[r.IntN(len(set))]
			}
			b.WriteByte(c)
		}
		return b.String()
	})
}

func lines(t testing.TB, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list
}

// TestFound draws each line several times: chance may hide one in a hundred.
func TestFound(t *testing.T) {
	f, r := finder(t), rand.New(rand.NewPCG(1, 2))
	found, all := 0, 0
	for _, line := range lines(t, "testdata/found.txt") {
		kind, text, _ := strings.Cut(line, " ")
		missed := 0
		for range draws {
			filled := fill(strings.TrimSpace(text), r)
			before, rest, _ := strings.Cut(filled, "«")
			value, after, _ := strings.Cut(rest, "»")
			got := f.Find(before + value + after)
			if len(got) != 1 || string(got[0].Kind) != kind || got[0].Start > len(before) || got[0].End < len(before)+len(value) || got[0].End-got[0].Start > len(value)+2 {
				missed++
				if missed == 1 {
					t.Logf("%s: %v in %q", line, got, before+value+after)
				}
			}
		}
		if missed > draws/4 {
			t.Errorf("%s: missed %d times of %d", line, missed, draws)
		}
		found, all = found+draws-missed, all+draws
	}
	recall := float64(found) / float64(all)
	t.Logf("found %d of %d: recall %.3f", found, all, recall)
	if recall < 0.97 {
		t.Errorf("recall %.3f", recall)
	}
}

func TestSilent(t *testing.T) {
	f, r := finder(t), rand.New(rand.NewPCG(3, 4))
	for _, line := range lines(t, "testdata/silent.txt") {
		for range draws {
			text := fill(line, r)
			if got := f.Find(text); len(got) > 0 {
				t.Errorf("%q: found %v: %q", text, got[0], text[got[0].Start:got[0].End])
				break
			}
		}
	}
}

func TestPrivateKey(t *testing.T) {
	begin, end := "-----BEGIN RSA "+"PRIVATE KEY-----\n", "\n-----END RSA "+"PRIVATE KEY-----"
	body := strings.Repeat("QUJD", 16) + "\n" + strings.Repeat("REVG", 16)
	f := finder(t)
	for text, want := range map[string][]Finding{
		"log:\n" + begin + body + end + "\nafter": {{Secret, "a private key", 5, 5 + len(begin+body+end)}},
		begin + body: {{Secret, "a private key", 0, len(begin + body)}},
		"-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n": nil,
	} {
		if diff := cmp.Diff(want, f.Find(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestAllow(t *testing.T) {
	f, err := New(Options{Allow: []string{"*@ripieno.coop", "+1 415 867 5309"}})
	if err != nil {
		t.Fatal(err)
	}
	got := f.Find("ariel@Ripieno.coop, +1 415 867 5309, ariel@other.coop")
	if want := []Finding{{Email, "an e-mail address", 37, 53}}; !cmp.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestNewRefusesPatterns(t *testing.T) {
	if _, err := New(Options{Patterns: []Pattern{{"ticket", "("}}}); err == nil || !strings.Contains(err.Error(), `"ticket"`) {
		t.Errorf("error %v", err)
	}
}

func TestMarks(t *testing.T) {
	f, m := finder(t), new(Marks)
	var got []string
	for _, text := range []string{"a@b.org wrote to c@d.org", "c@d.org: CUST-1, a@b.org", "nothing"} {
		got = append(got, m.Replace(text, f.Find(text)))
	}
	want := []string{"[email 1] wrote to [email 2]", "[email 2]: [name 1], [email 1]", "nothing"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReserved(t *testing.T) {
	for value, want := range map[string]bool{
		"ariel@example.org": true, "a@mail.example.com": true, "x@corp.test": true, "noreply@ripieno.coop": true, "git@github.com": true,
		"+1 (415) 555-0100": true, "AKIAIOSFODNN7EXAMPLE": true,
		"ariel@ripieno.coop": false, "a@example.org.uk": false, "+1 415 867 5309": false,
	} {
		if Reserved(value) != want {
			t.Errorf("%q: %v", value, !want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, line := range append(lines(f, "testdata/found.txt"), lines(f, "testdata/silent.txt")...) {
		f.Add(line)
	}
	find := finder(f)
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, g := range find.Find(text) {
			if g.Start < end || g.End <= g.Start || g.End > len(text) {
				t.Fatalf("finding %v of %d bytes, after %d", g, len(text), end)
			}
			end = g.End
		}
		new(Marks).Replace(text, find.Find(text))
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(strings.Join(lines(b, "testdata/silent.txt"), "\n")+"\n", 20)
	f, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f.Find(text)
	}
}
