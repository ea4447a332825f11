package gitrepo

import (
	"strings"
	"testing"
)

func TestWordsOrNoWords(t *testing.T) {
	for _, c := range []struct {
		why, before, after string
		changed            bool
		added, removed     int
	}{
		{"the same", "One two.", "One two.", false, 0, 0},
		{"wrapped anew", "One two\nthree four.", "One two three\nfour.", false, 0, 0},
		{"marks", "One *two* `three`.", "**One** two “three”!", false, 0, 0},
		{"another list", "1. one\n2. two\n", "- one\n- two\n", false, 0, 0},
		{"a task done", "- [ ] one\n", "- [x] one\n", false, 0, 0},
		{"a heading lower", "## One\ntwo", "### One\n\ntwo", false, 0, 0},
		{"another address", "[one](a.md#m-1) two", "[one](b(c).md) two", false, 0, 0},
		{"another language of code", "```sh\none\n```", "```console\none\n```", false, 0, 0},
		{"comments", "one <!-- why? -->two", "one two<!-- because", false, 0, 0},
		{"front matter", "---\ntitle: A\n---\none", "---\ntitle: Other\nid: 9\n---\none", false, 0, 0},
		{"TOML, and JSON", "+++\ntitle = \"A\"\n+++\none", "{\"title\": \"Other\"}\none", false, 0, 0},
		{"Windows", "---\r\ntitle: A\r\n---\r\none\r\n", "---\ntitle: A\n---\none\n", false, 0, 0},
		{"a word more", "one two", "one or two", true, 1, 0},
		{"a word less", "one or two", "one two", true, 0, 1},
		{"another", "one two", "one three", true, 1, 1},
		{"a minute later", "- 02:04 paged", "- 02:05 paged", true, 1, 1},
		{"the other way round", "Ana paged Bo.", "Bo paged Ana.", true, 0, 0},
		{"letters of other scripts", "日本 ärger", "日本 ärger é", true, 1, 0},
		{"a number that ends a sentence", "in 2026. we", "in 2027. we", true, 1, 1},
		{"new", "", "one two", true, 2, 0},
		{"gone", "one two", "", true, 0, 2},
	} {
		changed, added, removed := wordsChanged(words([]byte(c.before)), words([]byte(c.after)))
		if changed != c.changed || added != c.added || removed != c.removed {
			t.Errorf("%s: got %v +%d -%d, want %v +%d -%d", c.why, changed, added, removed, c.changed, c.added, c.removed)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("---\ntitle: a\n---\n1. [x](y(z) <!-- \n``` a\n- [x] b")
	f.Fuzz(func(t *testing.T, text string) {
		list := words([]byte(text))
		if changed, added, removed := wordsChanged(list, words([]byte(text))); changed || added+removed > 0 {
			t.Error("a text differs from itself")
		}
		if _, added, removed := wordsChanged(nil, list); added != len(list) || removed != 0 {
			t.Errorf("of %d words %d came and %d went", len(list), added, removed)
		}
	})
}

func BenchmarkWords(b *testing.B) {
	text := []byte("---\ntitle: A review\n---\n\n" + strings.Repeat("At 02:04 @ana was paged for [a broker](../services/broker.md) she had been handed last month.\n\n", 200))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		words(text)
	}
}
