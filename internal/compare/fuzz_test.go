package compare

import "testing"

func FuzzNarratives(f *testing.F) {
	for _, s := range [][2]string{
		{"# A\n\nOne two three.\n", "# A\n\nOne 2 three.\n"},
		{"0\r1", "0"},
		{"- a\n- b\n  - c\n", "1. a\n2. c\n\n   d\n"},
		{"| a | b |\n|---|---|\n| 1 | 2 |\n", "| b | a | c |\n|---|---|---|\n| 2 | 1 | 3 |\n"},
		{"```go\nfunc a() {}\n```\n", "```go\nfunc b() {}\n/* x\ny */\n```\n"},
		{"## Timeline\n\n- 02:04 [detect] @a is paged\n- 02:10 b\n", "## Timeline\n\n- 02:05 [repair] @a is paged\n- ~02:10 b\n\nmore\n"},
		{"> [!NOTE]\n> a[^1]\n\n[^1]: b\n", "> a\n\n~~c~~ [d](e) ![f](g.png)[^1]\n\n[^1]: b\n\n---\n"},
		{"- [ ] a `b` **c**\n", "- [x] a b c\\\n  d <b>&amp;\n"},
		{"[a](https://a.example/) <https://b.example/>", "[a](https://c.example/) https://b.example/x"},
		{"- ```html\n\n- 0\n", "- 0\n\n- ```html x\n"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 4000 || len(b) > 4000 {
			return
		}
		hold(t, version(a), version(b))
	})
}
