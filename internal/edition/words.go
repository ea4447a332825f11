package edition

import (
	"regexp"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Words returns what puts, into a text about the book such as a problem found in
// it or the path of a file, what stands for those who asked for it.
func Words(b *incident.Book) func(text string) string {
	v := newVeil(b)
	if len(v.names) == 0 {
		return func(text string) string { return text }
	}
	return func(text string) string { return v.without.text(v.text(text)) }
}

// A bare veils people also where a text names them without an @: by their key, by
// their name or by a word of it. It is for what nobody can mend any more, earlier
// drafts and what machines wrote. It errs towards too much: of two people of one
// first name, both become a colleague, and a key that is an ordinary word is
// replaced wherever it stands.
type bare struct {
	names *strings.Replacer // names in full
	words map[string]string // words of names as they are written, and keys
}

// word matches what names and keys are made of.
var word = regexp.MustCompile(`[\pL\pM\pN_]+`)

// bare returns how the veil's people are veiled without an @.
func (v veil) bare() bare {
	b := bare{words: map[string]string{}}
	var full []string
	for _, p := range v.people {
		if shown, veiled := v.shown(p.Key); veiled {
			if p.Name != "" {
				full = append(full, p.Name, shown)
			}
			for _, w := range ownWords(p) {
				if b.words[w] != "" && b.words[w] != shown {
					shown = hiddenName
				}
				b.words[w] = shown
			}
		}
	}
	for _, p := range v.people {
		if _, veiled := v.shown(p.Key); !veiled {
			b.ambiguous(p)
		}
	}
	b.names = strings.NewReplacer(full...)
	return b
}

// shown is what stands for somebody in words.
func (v veil) shown(key string) (name string, veiled bool) {
	name = v.key(key)
	if name == key || name == hiddenName {
		return name, name != key
	}
	return pseudonymous(name).Name, true
}

// ownWords are the words that tell of somebody.
func ownWords(p *incident.Person) []string {
	return append(word.FindAllString(p.Name, -1), word.FindAllString(p.Key, -1)...)
}

// ambiguous has the words that somebody listed shares with somebody veiled tell
// of neither.
func (b bare) ambiguous(p *incident.Person) {
	for _, w := range ownWords(p) {
		if b.words[w] != "" {
			b.words[w] = hiddenName
		}
	}
}

func (b bare) text(s string) string {
	return word.ReplaceAllStringFunc(b.names.Replace(s), func(w string) string {
		if shown, ok := b.words[w]; ok {
			return shown
		}
		return w
	})
}
