package compare

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// TestCases reads testdata/*.txtar: old.md and new.md, and what became of the one,
// as text and as HTML.
func TestCases(t *testing.T) { casetest.Run(t, *update, fillCase) }

func fillCase(t *testing.T, a *txtar.Archive) {
	var old, new Version
	for i, f := range a.Files {
		switch f.Name {
		case "old.md":
			old = version(string(f.Data))
		case "new.md":
			new = version(string(f.Data))
		case "text":
			a.Files[i].Data = []byte(asText(hold(t, old, new)))
			hold(t, new, old)
		case "html":
			a.Files[i].Data = []byte(asHTML(hold(t, old, new)))
		}
	}
}

// version is a version of a narrative whose pictures can all be shown.
func version(src string) Version {
	started, _ := incident.ParseMoment("2026-03-14T02:04:00Z", nil)
	o := markdown.Options{Started: started}
	n, _ := markdown.Parse("a.md", []byte(src), 1, o)
	return Version{Narrative: n, View: markdown.View{Options: o, Image: func(dest string) (markdown.Image, bool) {
		return markdown.Image{Src: dest}, true
	}}}
}

// asText writes what changed: {+new+}, [-gone-], and notes as they are.
func asText(d Difference) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d changes, %d words added, %d removed\n", d.Changes, d.Added, d.Removed)
	for _, block := range append(d.Blocks, d.Notes...) {
		fmt.Fprintf(&b, "%s", block.Mark)
		for _, word := range []string{block.Anchor, asRuns(block.When), asRuns(block.Phase), block.Label(), block.To} {
			if word != "" && word != string(block.Mark) {
				fmt.Fprintf(&b, " · %s", word)
			}
		}
		b.WriteString("\n")
		for _, line := range block.Lines {
			if line.Mark != Kept || block.Mark == Kept {
				fmt.Fprintf(&b, "    %s%s\n", line.Lead, asRuns(line.Runs))
			}
		}
	}
	return b.String()
}

func asRuns(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.Mark {
		case Added:
			b.WriteString("{+" + r.Text + "+}")
		case Removed:
			b.WriteString("[-" + r.Text + "-]")
		default:
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

func asHTML(d Difference) string {
	var b strings.Builder
	for _, block := range append(d.Blocks, d.Notes...) {
		b.WriteString(strings.TrimSpace(string(block.HTML)) + "\n")
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"", "All new", "{+All new+}"},
		{"Lookups failed", "Lookups failed", "Lookups failed"},
		{"Lookups  failed\n", "Lookups failed", "Lookups failed"},
		{"We lost DNS & <b>", "We lost names & <b>", "We lost[- DNS-]{+ names+} & <b>"},
		{"it didn't end", "it didn’t end", "it[- didn't-]{+ didn’t+} end"},
		{"at 02:04, 3.8 s", "at 02:06, 3.8 s", "at[- 02:04-]{+ 02:06+}, 3.8 s"},
		{"消えた名前", "消えた名", "消えた名[-前-]"},
		{"a family 👩‍👩‍👧 here", "a family 👩‍👩‍👦 here", "a family[- 👩‍👩‍👧-]{+ 👩‍👩‍👦+} here"},
		{"the red fox ran over a hill", "some old dog ran into no hole", "[-the red fox ran over a hill-]{+some old dog ran into no hole+}"},
		{"the red fox ran over a hill", "the red dog ran over a hill", "the red[- fox-]{+ dog+} ran over a hill"},
	} {
		if got := asRuns(Words(c.old, c.new)); got != c.want {
			t.Errorf("%q → %q: got %s, want %s", c.old, c.new, got, c.want)
		}
	}
}

func TestStretches(t *testing.T) {
	marks := func(list ...Mark) (blocks []Block) {
		for _, m := range list {
			blocks = append(blocks, Block{Mark: m})
		}
		return blocks
	}
	for _, c := range []struct {
		blocks []Block
		want   string
	}{
		{nil, ""},
		{marks(Kept, Kept), "(2)"},
		{marks(Changed, Kept, Kept, Kept, Kept), "2 (3)"},
		{marks(Kept, Kept, Kept, Added, Kept, Kept, Kept, Removed, Kept), "(2) 7"}, // one block is not folded
		{marks(Kept, Kept, Kept, Added, Kept, Kept, Kept, Kept, Removed), "(2) 3 (2) 2"},
	} {
		var got []string
		for _, s := range Stretches(c.blocks, 1) {
			form := "%d"
			if s.Folded {
				form = "(%d)"
			}
			got = append(got, fmt.Sprintf(form, len(s.Blocks)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: got %v, want %s", c.blocks, got, c.want)
		}
	}
}

// TestStretchesSayHeadings holds that a heading is said where it is folded away,
// and not where a reader has just seen it.
func TestStretchesSayHeadings(t *testing.T) {
	old := version("# A\n\none\n\n# B\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\nseven\n\n# C\n\neight\n\nnine\n\nten\n\neleven")
	new := version("# A\n\none!\n\n# B\n\ntwo\n\nthree\n\nfour\n\nfive!\n\nsix\n\nseven\n\n# C\n\neight\n\nnine\n\nten!\n\neleven")
	var got []string
	for _, s := range Stretches(Narratives(old, new, Options{}).Blocks, 1) {
		if !s.Folded {
			got = append(got, s.Under)
		}
	}
	if diff := cmp.Diff([]string{"", "", "C"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAround(t *testing.T) {
	long := "one two three four five six seven eight nine"
	runs := []Run{{Kept, long}, {Removed, " ten"}, {Kept, " " + long}, {Added, " eleven"}, {Kept, " " + long}}
	want := "… eight nine[- ten-] one two … eight nine{+ eleven+} one two …"
	if got := strings.TrimSpace(asRuns(Around(runs, 2))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := asRuns(Around(runs[:1], 2)); got != long {
		t.Errorf("nothing changed, and it was shortened: %s", got)
	}
}

func TestPairs(t *testing.T) {
	got := Pairs([]string{"a note is read", "who opens the post", "none"}, []string{"who opens their post", "none", "another thing", "a note is read"})
	if diff := cmp.Diff([]int{1, 2, -1, 0}, got); diff != "" {
		t.Error(diff)
	}
}
