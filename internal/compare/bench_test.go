package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// story20K is a narrative of about 20 KB, with all that slows a comparison: a
// timeline, a table, code, links.
func story20K() string {
	rng := rand.New(rand.NewPCG(7, 7))
	words := strings.Fields("the broker lost its leader while nobody watched and retries hid what members saw until somebody asked on the other channel whether names were gone again because pages were slow")
	sentence := func(n int) string {
		var list []string
		for range n {
			list = append(list, words[rng.IntN(len(words))])
		}
		return strings.Join(list, " ") + "."
	}
	var b strings.Builder
	for section := range 8 {
		fmt.Fprintf(&b, "## Part %d\n\n", section)
		for range 5 {
			fmt.Fprintf(&b, "%s [%s](https://example.org/%d) %s\n\n", sentence(40), sentence(2), rng.IntN(99), sentence(12))
		}
		for range 4 {
			fmt.Fprintf(&b, "- %s\n", sentence(9))
		}
		b.WriteString("\n```go\nfunc main() {\n\tprintln(1)\n}\n```\n\n| a | b |\n|---|---|\n")
		for range 4 {
			fmt.Fprintf(&b, "| %s | %s |\n", sentence(2), sentence(3))
		}
		b.WriteString("\n")
	}
	b.WriteString("## Timeline\n\n")
	for i := range 20 {
		fmt.Fprintf(&b, "- %02d:%02d %s\n", 2+i/6, i%6*10, sentence(8))
	}
	return b.String()
}

// edited20K is the story after an editor went through it: every eighth word is
// another.
func edited20K(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		words := strings.Split(line, " ")
		for j := 3 + i%5; j < len(words)-1; j += 8 {
			words[j] = "rather"
		}
		lines[i] = strings.Join(words, " ")
	}
	return strings.Join(lines, "")
}

// BenchmarkNarratives compares two versions of 20 KB; 50 ms is what a page may
// take.
func BenchmarkNarratives(b *testing.B) {
	text := story20K()
	old, new := version(text), version(edited20K(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if Narratives(old, new, Options{}).Changes < 50 {
			b.Fatal("too little changed")
		}
	}
}

func BenchmarkNarrativesSame(b *testing.B) {
	text := story20K()
	old, new := version(text), version(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if !Narratives(old, new, Options{}).Same() {
			b.Fatal("something changed")
		}
	}
}
