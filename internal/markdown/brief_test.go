package markdown

import (
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

func TestBriefKeepsTheTextThatIsAskedFor(t *testing.T) {
	src := "# Pump\n\nIt stopped.\n\nNobody saw it.\n\n[Ana did](transcript.jsonl#m-1).\n\n## Timeline\n\n- 02:04 UTC it *stops*\n\n## Lessons\n\n- Look twice\n"
	whole, _ := Parse("x.md", []byte(src), 1, Options{})
	brief, _ := Parse("x.md", []byte(src), 1, Options{Brief: true})
	kept := 0
	for i, b := range brief.Blocks {
		if b.Text == "" {
			continue
		}
		kept++
		if b.Text != whole.Blocks[i].Text {
			t.Errorf("block %d: %q, want %q", i, b.Text, whole.Blocks[i].Text)
		}
	}
	if want := 5; kept != want { // three headings, the first paragraph, the one with evidence
		t.Errorf("%d blocks keep their text, want %d: %+v", kept, want, brief.Blocks)
	}
	if brief.Words != whole.Words || brief.Entries[0].Text != whole.Entries[0].Text || brief.Statements[0] != whole.Statements[0] {
		t.Errorf("more than blocks is shortened: %+v, want %+v", brief, whole)
	}
	if page := Render(brief, View{}); page.Parts[2].Block.Text != "Nobody saw it." || page.Parts[0].Block.Kind != incident.Heading {
		t.Errorf("a page lacks text: %+v", page.Parts)
	}
}
