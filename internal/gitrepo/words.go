package gitrepo

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// words returns the words of a narrative, in order, each as a number that stands
// for it. Front matter, comments, addresses of links, numbers of lists and all
// marks count for nothing, so that two texts with the same words differ in
// formatting alone.
func words(text []byte) []uint32 {
	text = body(text)
	list := make([]uint32, 0, len(text)/6)
	start := true // of a line, but for spaces and marks
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\n':
			start = true
			i++
		case c == '<' && bytes.HasPrefix(text[i:], []byte("<!--")):
			i = after(text, i, "-->")
		case c == ']' && bytes.HasPrefix(text[i:], []byte("](")):
			i = afterDestination(text, i+2)
		case start && (c == '`' || c == '~') && isFence(text[i:]):
			i = lineEnd(text, i)
		case start && c == '[' && isBox(text[i:]):
			i += 3
		case start && '0' <= c && c <= '9' && listNumber(text[i:]) > 0:
			i += listNumber(text[i:])
		default:
			n := wordLength(text[i:])
			if n == 0 {
				_, size := utf8.DecodeRune(text[i:])
				i += size
				continue
			}
			list = append(list, hashOf(text[i:i+n]))
			start = false
			i += n
		}
	}
	return list
}

// body returns a document without its front matter.
func body(text []byte) []byte {
	if !bytes.HasPrefix(text, []byte("---\n")) {
		doc, _ := frontmatter.Parse("", text)
		return doc.Body
	}
	if end := bytes.Index(text[3:], []byte("\n---\n")); end >= 0 { // as nearly all do
		return text[3+end+5:]
	}
	doc, _ := frontmatter.Parse("", text)
	return doc.Body
}

// wordLength returns how many bytes of a text are its first word; 0 if it begins
// with something else.
func wordLength(text []byte) int {
	n := 0
	for n < len(text) {
		if c := text[n]; c < utf8.RuneSelf {
			if !isLetter(c) {
				break
			}
			n++
			continue
		}
		r, size := utf8.DecodeRune(text[n:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		n += size
	}
	return n
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func after(text []byte, i int, mark string) int {
	if end := bytes.Index(text[i:], []byte(mark)); end >= 0 {
		return i + end + len(mark)
	}
	return len(text)
}

func lineEnd(text []byte, i int) int {
	if end := bytes.IndexByte(text[i:], '\n'); end >= 0 {
		return i + end
	}
	return len(text)
}

// afterDestination returns the place after the parenthesis that ends a link, in
// which others may be.
func afterDestination(text []byte, i int) int {
	depth := 1
	for ; i < len(text) && text[i] != '\n' && depth > 0; i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return i
}

func isFence(text []byte) bool {
	return len(text) > 2 && text[1] == text[0] && text[2] == text[0]
}

// isBox tells the box of a task list.
func isBox(text []byte) bool {
	return len(text) > 3 && text[2] == ']' && (text[1] == ' ' || text[1]|0x20 == 'x') && text[3] == ' '
}

// listNumber returns how many bytes of a line are the number of a list's item.
func listNumber(text []byte) int {
	n := 0
	for n < len(text) && n < 9 && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	if n+1 < len(text) && (text[n] == '.' || text[n] == ')') && text[n+1] == ' ' {
		return n + 1
	}
	return 0
}

// hashOf is FNV-1a: the same in every run.
func hashOf(word []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range word {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// wordsChanged tells whether words differ between two texts, in themselves or in
// their order, and how many more there are of some and fewer of others.
func wordsChanged(before, after []uint32) (changed bool, added, removed int) {
	switch {
	case slices.Equal(before, after):
		return false, 0, 0
	case len(before) == 0:
		return true, len(after), 0
	}
	count := make(map[uint32]int, len(before))
	for _, w := range before {
		count[w]++
	}
	removed = len(before)
	for _, w := range after {
		if count[w] > 0 {
			count[w]--
			removed--
		} else {
			added++
		}
	}
	return true, added, removed
}

// isOwn tells whether a merged text has a sentence that none of its parents has,
// or lacks one that all of them have.
func isOwn(merged []byte, parents [][]byte) bool {
	in := map[string]int{} // how many parents have a sentence
	for _, p := range parents {
		for s := range distinct(p) {
			in[s]++
		}
	}
	has := distinct(merged)
	for s := range has {
		if in[s] == 0 {
			return true
		}
	}
	for s, n := range in {
		if n == len(parents) && !has[s] {
			return true
		}
	}
	return false
}

// distinct are the sentences of a narrative, without the space around them.
func distinct(text []byte) map[string]bool {
	set := map[string]bool{}
	for s := range sentences(body(text)) {
		set[string(bytes.TrimSpace(s))] = true
	}
	return set
}
