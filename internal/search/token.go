package search

import (
	"unicode"
	"unicode/utf8"
)

// A token is one word of a text, or a pair of characters of a script that writes
// no spaces.
type token struct {
	surface    []byte // folded; valid until the next token
	start, end int    // where it stands in the text, in bytes
}

// longestSurface is the number of characters of which a word is known by: what is
// longer is a key or a checksum.
const longestSurface = 64

// A tokenizer cuts texts into tokens. It keeps its buffer from text to text, so
// it is for one goroutine.
type tokenizer struct {
	apart bool // apostrophes separate words, as in languages that elide: l'heure

	text string
	emit func(token)
	buf  []byte
}

// each calls emit for every token of the text, in order.
func (t *tokenizer) each(text string, emit func(token)) {
	t.text, t.emit = text, emit
	for at := 0; at < len(text); {
		r, size := t.rune(at)
		if !isWord(r) {
			at += size
			continue
		}
		at = t.run(at, isCJK(r))
	}
}

func (t *tokenizer) rune(at int) (r rune, size int) {
	if at < len(t.text) && t.text[at] < utf8.RuneSelf {
		return rune(t.text[at]), 1
	}
	return utf8.DecodeRuneInString(t.text[at:])
}

// run reads the run of word characters that begins at start, and returns where
// the reading goes on.
func (t *tokenizer) run(start int, cjk bool) int {
	t.buf = t.buf[:0]
	plain := true // nothing but ASCII
	at := start
	for at < len(t.text) {
		r, size := t.rune(at)
		if !cjk && isApostrophe(r) {
			next := t.afterApostrophe(at + size)
			if next < 0 {
				break
			}
			if next > at+size { // the genitive's
				t.word(start, at, plain)
				return next
			}
			at += size
			continue
		}
		if !isWord(r) || isCJK(r) != cjk && !unicode.Is(unicode.M, r) {
			break
		}
		if r < utf8.RuneSelf {
			t.buf = append(t.buf, lowerASCII(byte(r)))
		} else {
			plain = false
			t.buf = append(t.buf, t.text[at:at+size]...)
		}
		at += size
	}
	if cjk {
		t.bigrams(start, at)
	} else {
		t.word(start, at, plain)
	}
	return at
}

// afterApostrophe says what follows an apostrophe within a word: -1 when the word
// ends before it; the place itself when it goes on there; the place after the s
// of a genitive.
func (t *tokenizer) afterApostrophe(at int) int {
	r, size := t.rune(at)
	if t.apart || size == 0 || !isWord(r) || isCJK(r) {
		return -1
	}
	if r != 's' && r != 'S' {
		return at
	}
	if after, size := t.rune(at + 1); size > 0 && isWord(after) {
		return at
	}
	return at + 1
}

func (t *tokenizer) word(start, end int, plain bool) {
	if !plain {
		t.buf = fold(t.buf)
	}
	if len(t.buf) > longestSurface {
		t.buf = firstRunes(t.buf, longestSurface)
	}
	if len(t.buf) > 0 {
		t.emit(token{t.buf, start, end})
	}
}

// bigrams gives each character of the run with the one after it, and the last
// alone: so each character begins a token, and any part of the run is a phrase.
func (t *tokenizer) bigrams(start, end int) {
	written := t.text[start:end]
	folded := fold(t.buf)
	t.buf = folded
	same := utf8.RuneCount(folded) == utf8.RuneCountInString(written)
	for i, from := 0, start; i < len(folded); {
		_, one := utf8.DecodeRune(folded[i:])
		_, two := utf8.DecodeRune(folded[i+one:])
		tok := token{folded[i : i+one+two], start, end}
		if same {
			_, w1 := t.rune(from)
			_, w2 := 0, 0
			if from+w1 < end {
				_, w2 = t.rune(from + w1)
			}
			tok.start, tok.end = from, from+w1+w2
			from += w1
		}
		t.emit(tok)
		i += one
	}
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '＇' }

// isWord tells whether a character is part of words: a letter, a mark on one, or
// a decimal digit.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.Nd)
}

// isCJK tells whether a character is of a script of which pairs are searched: Han,
// kana, Hangul. The ranges are written out, because engines differ in what they
// call a script.
func isCJK(r rune) bool {
	if r < 0x1100 {
		return false
	}
	for _, span := range cjk {
		if r <= span[1] {
			return r >= span[0]
		}
	}
	return false
}

var cjk = [...][2]rune{
	{0x1100, 0x11FF}, {0x3005, 0x3007}, {0x3040, 0x30FF}, {0x3130, 0x318F}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF},
	{0x4E00, 0x9FFF}, {0xA960, 0xA97F}, {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0xFF66, 0xFF9F}, {0x20000, 0x3FFFF},
}

func firstRunes(s []byte, n int) []byte {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRune(s[at:])
		at += size
	}
	return s[:at]
}
