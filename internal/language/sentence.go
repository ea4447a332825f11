package language

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is a word or a mark of a sentence.
type word struct {
	text       string // in small letters: not for n't, have for 've; "·" for what is not read
	start, end int    // in the text
}

// A sentence is what is looked at together.
type sentence struct {
	reader  *Reader
	source  string
	words   []word
	before  *sentence
	subject [2]int // the words of whom the rule at hand found it to be about
}

// unread is the word that stands for what is not read.
const unread = "·"

// longest is how many words are looked at together at most; what goes on longer
// is no sentence, and would take long.
const longest = 120

// sentences yields the sentences of a text. One ends with a full stop, a question
// or exclamation mark, an empty line, a new item or row, or the edge of a cell. A
// sentence holds until the next but one is yielded.
func (r *Reader) sentences(text string) iter.Seq[*sentence] {
	return func(yield func(*sentence) bool) {
		kept := [3]sentence{{reader: r, source: text}, {reader: r, source: text}, {reader: r, source: text}} // this, the one before, the next
		s, lower, turn := &kept[0], small(text), 0
		flush := func() bool {
			if len(s.words) == 0 {
				return true
			}
			done := s
			turn = (turn + 1) % len(kept)
			s = &kept[turn]
			s.words = s.words[:0]
			return yield(done)
		}
		for i := 0; i < len(text); {
			n := s.scan(lower, i)
			if (n < 0 || endsSentence(text, i, n) || len(s.words) >= longest) && !flush() {
				return
			}
			i += max(n, -n)
		}
		flush()
	}
}

// small makes the capitals of ASCII small, so that every place stays where it is.
func small(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// scan adds the word at i, if one begins there, and returns the bytes read;
// below 0 where a sentence ends without a mark of its own.
func (s *sentence) scan(text string, i int) int {
	c, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case c == '\n':
		if rest := strings.TrimLeft(text[i+1:], " \t>"); rest == "" || rest[0] == '\n' || itemBegins(rest) {
			return -1
		}
		return 1
	case c == '|':
		return -1
	case c == 1:
		for i+n < len(text) && text[i+n] == 1 {
			n++
		}
		s.words = append(s.words, word{unread, i, i + n})
		return n
	case strings.ContainsRune(",;:()?!–—", c):
		s.words = append(s.words, word{text[i : i+n], i, i + n})
		return n
	case c == '@' || unicode.IsLetter(c) || unicode.IsDigit(c):
		return s.scanWord(text, i)
	}
	return n
}

// itemBegins tells whether a line begins an item of a list, or a row.
func itemBegins(line string) bool {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "+ ") || line[0] == '|' || line[0] == '#' ||
		digits > 0 && (strings.HasPrefix(line[digits:], ". ") || strings.HasPrefix(line[digits:], ") "))
}

// scanWord reads letters and digits, with hyphens, apostrophes and points inside.
func (s *sentence) scanWord(text string, start int) int {
	end := start + 1
	for end < len(text) {
		c, n := utf8.DecodeRuneInString(text[end:])
		inside := (c < 0x80 && strings.IndexByte("-'._@", byte(c)) >= 0 || c == '’') && letterAt(text, end+n)
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !inside && utf8.RuneStart(text[end]) {
			break
		}
		end += n
	}
	s.addWord(text, start, end)
	return end - start
}

func letterAt(text string, i int) bool {
	c, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// contractions are what is short for another word at a word's end.
var contractions = []struct{ end, means string }{
	{"n't", "not"}, {"n’t", "not"}, {"'ve", "have"}, {"’ve", "have"}, {"'s", "'s"}, {"’s", "'s"}, {"'ll", "will"}, {"’ll", "will"},
	{"'re", "are"}, {"’re", "are"}, {"'d", "'d"}, {"’d", "'d"}, {"'m", "am"}, {"’m", "am"},
}

// addWord adds a word, and as one of its own what is short in it: n't, 've, 's.
func (s *sentence) addWord(text string, start, end int) {
	w := text[start:end]
	if strings.Contains(w, "'") || strings.Contains(w, "’") {
		for _, short := range contractions {
			if head, ok := strings.CutSuffix(w, short.end); ok && head != "" {
				cut := start + len(head)
				s.words = append(s.words, word{head, start, cut}, word{short.means, cut, end})
				return
			}
		}
	}
	s.words = append(s.words, word{w, start, end})
}

// written is the word at i as its author wrote it.
func (s *sentence) written(i int) string { return s.source[s.words[i].start:s.words[i].end] }

// endsSentence tells whether what was read from i is followed by, or was, the end
// of a sentence. A point inside a number or a name ends none.
func endsSentence(text string, i, n int) bool {
	if c := text[i]; c == '?' || c == '!' {
		return true
	}
	if text[i] != '.' || n != 1 {
		return false
	}
	rest := strings.TrimLeft(text[i+1:], ")\"'”’*_")
	return rest == "" || rest[0] == ' ' || rest[0] == '\n'
}

// is tells whether the word at i is one of those given.
func (s *sentence) is(i int, words ...string) bool {
	return i >= 0 && i < len(s.words) && slices.Contains(words, s.words[i].text)
}

// follows tells whether the words from i on are those given, one after the other.
func (s *sentence) follows(i int, words ...string) bool {
	for k, w := range words {
		if !s.is(i+k, w) {
			return false
		}
	}
	return true
}

// has tells whether one of the words stands in the sentence from i up to j.
func (s *sentence) has(i, j int, words ...string) bool {
	for k := max(i, 0); k < min(j, len(s.words)); k++ {
		if s.is(k, words...) {
			return true
		}
	}
	return false
}

// opens tells whether a clause begins at i: at the sentence's beginning, after a
// mark, or after and, but, or.
func (s *sentence) opens(i int) bool {
	return i == 0 || s.is(i-1, ",", ";", ":", "(", "–", "—", "and", "but", "or", "so", "because", "that")
}

// pastAdverbs returns the first word from i on that is no adverb.
func (s *sentence) pastAdverbs(i int) int {
	for i < len(s.words) && s.adverb(i) {
		i++
	}
	return i
}

func (s *sentence) adverb(i int) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	w := s.words[i].text
	return strings.HasSuffix(w, "ly") && len(w) > 4 && !s.is(i, "reply", "supply", "family", "assembly", "apply", "anomaly", "rely", "italy") ||
		s.is(i, "also", "never", "not", "always", "just", "then", "still", "even", "already", "perhaps", "maybe", "all", "both", "later", "once", "again", "simply", "therefore", "too", "well", "ever")
}
