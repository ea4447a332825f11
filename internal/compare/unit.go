package compare

import (
	"html"
	"path"
	"strings"
)

// A unit is what text is compared by: a token, or a line of code.
type unit struct {
	key      string
	from, to int // its items
	word     bool
	href     string
}

// units parts the items of a text.
func units(items []item) []unit {
	var list []unit
	open := false // a line that has not ended
	for i, it := range items {
		switch {
		case it.kind == tagItem:
		case open:
			last := &list[len(list)-1]
			last.key += it.key
			last.to = i + 1
			last.word = last.word || it.counts()
			open = !strings.HasSuffix(it.html, "\n")
		default:
			list = append(list, unit{key: it.key, from: i, to: i + 1, word: it.counts(), href: it.href})
			open = it.kind == lineItem && !strings.HasSuffix(it.html, "\n")
		}
	}
	return list
}

// counts tells whether an item is as much as a word.
func (i item) counts() bool {
	switch i.kind {
	case wordItem, pictureItem, boxItem, noteItem:
		return true
	case lineItem:
		return strings.TrimSpace(i.key) != ""
	}
	return false
}

// text is the item for those who read text.
func (i item) text() string {
	switch i.kind {
	case tagItem:
		return ""
	case pictureItem:
		return "[picture: " + attribute(i.html, "alt") + ", " + path.Base(attribute(i.html, "src")) + "]"
	case boxItem:
		if strings.Contains(i.html, " checked") {
			return "[x]"
		}
		return "[ ]"
	case noteItem:
		return "[note]"
	}
	return html.UnescapeString(i.html)
}

// shown is the item where it is gone: its text, and a picture as it was rendered.
func (i item) shown() string {
	if i.kind == pictureItem {
		return i.html
	}
	return html.EscapeString(i.text())
}

// blank tells whether nobody could see that the units are there.
func blank(units []unit) bool {
	for _, u := range units {
		if strings.TrimSpace(u.key) != "" {
			return false
		}
	}
	return true
}

// wordsIn counts the units that are words.
func wordsIn(units []unit) int {
	n := 0
	for _, u := range units {
		if u.word {
			n++
		}
	}
	return n
}
