package check

import (
	"strings"
	"testing"
)

func TestHide(t *testing.T) {
	for text, want := range map[string]string{
		"plain words":                      "plain words",
		"run `make it so` now":             "run ············ now",
		"a ``b ` c`` d":                    "a ········· d",
		"a ` b":                            "a ` b",
		"he said \"we should\" twice":      "he said ··········· twice",
		"he said \"we\n\nshould\" twice":   "he said \"we\n\nshould\" twice",
		"5\" disk":                         "5\" disk",
		"“a” «b» „c“ d":                    "··· ··· ··· d",
		"see [the plan](https://x.y/z) ok": "see [the plan················ ok",
		"![graph of it](a.png) ok":         "····················· ok",
		"at https://x.y/should-have now":   "at ······················· now",
		"a <!-- b --> c <b>d</b> 1 < 2":    "a ·········· c ···d···· 1 < 2",
		"a\n> b\nc":                        "a\n···\nc",
		"- a\n- > b\n- c":                  "- a\n·····\n- c",
		"> [!NOTE]\n> b":                   "> [!NOTE]\n> b",
		"a\n```go\nb\n```\nc":              "a\n·····\n·\n···\nc",
		"a\n~~~\nb":                        "a\n···\n·",
	} {
		got := hide(text)
		if len(got) != len(text) {
			t.Errorf("%q: %d bytes became %d", text, len(text), len(got))
		}
		if shown := dotted(text, got); shown != want {
			t.Errorf("%q\ngot  %q\nwant %q", text, shown, want)
		}
	}
}

// dotted shows a dot for each letter that is hidden.
func dotted(text, hidden string) string {
	var b strings.Builder
	for i, r := range text {
		if hidden[i] == 1 {
			r = '·'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func FuzzHide(f *testing.F) {
	for _, text := range []string{"a `b` \"c\" [d](e)", "```\na", "> [!NOTE]\n> a", "<!-- „", "![", "](\n\n)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := hide(text)
		if len(got) != len(text) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
