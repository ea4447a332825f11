package search

import (
	"cmp"
	"slices"
)

// A marker finds, in texts, the words that a query asked for.
type marker struct {
	source  source
	lang    language
	tok     tokenizer
	weights map[string]int     // of the wanted terms: the rarer, the more
	parts   map[string]partSet // where they count
	phrases []clause
	known   map[string]string // terms of the surfaces that it has met
}

func newMarker(r *result, lang language, s source) *marker {
	m := &marker{
		source: s, lang: lang, tok: tokenizer{apart: lang.elides()},
		weights: map[string]int{}, parts: map[string]partSet{}, known: map[string]string{},
	}
	for _, one := range r.matches {
		if one.not {
			continue
		}
		if one.kind == aPhrase {
			m.phrases = append(m.phrases, one.clause)
		}
		for _, name := range one.wanted {
			m.parts[name] |= one.parts
			m.weights[name] = r.rarity(name, s)
		}
	}
	return m
}

// rarity is what a wanted term counts. An index that cannot tell was asked for
// the same term before.
func (r *result) rarity(name string, s source) int {
	list, err := s.postings(name)
	if err != nil {
		return 1
	}
	return rarity(len(list.docs), s.size())
}

// A found is a token of a text; its weight is 0 for one that nobody asked for.
type found struct {
	term       string
	weight     int
	start, end int
}

func (m *marker) find(text string, in part) []found {
	var list []found
	m.tok.each(text, func(t token) {
		f := found{start: t.start, end: t.end}
		if name := m.term(t.surface); m.parts[name].has(in) {
			f.term, f.weight = name, m.weights[name]
		}
		list = append(list, f)
	})
	return list
}

// term is the language's, remembered: the same words stand in text after text.
func (m *marker) term(surface []byte) string {
	name, ok := m.known[string(surface)]
	if !ok {
		name = m.lang.term(string(surface))
		m.known[string(surface)] = name
	}
	return name
}

// marks returns where a text has what was asked for.
func (m *marker) marks(text string, in part) []Mark {
	return marksOf(text, m.find(text, in))
}

// marksOf joins what touches: pairs of characters overlap.
func marksOf(text string, list []found) []Mark {
	var marks []Mark
	at, units := 0, 0
	last := -1
	for _, f := range list {
		if f.weight == 0 {
			continue
		}
		if f.start < last && len(marks) > 0 {
			marks[len(marks)-1][1] += utf16Length(text[last:max(last, f.end)])
			last = max(last, f.end)
			continue
		}
		units += utf16Length(text[at:f.start])
		at = f.start
		marks = append(marks, Mark{units, units + utf16Length(text[f.start:f.end])})
		last = f.end
	}
	return marks
}

// show puts in a hit the sentence that matters, and where it stands.
func (m *marker) show(h *Hit, passages []storedPassage) {
	best, weight := -1, 0
	for i, p := range passages {
		w := m.weigh(m.find(p.text, p.part), p.part)
		if p.part == inFacts {
			w = min(w, 1) // a name is shown where no sentence has anything
		}
		if w > weight || w == weight && best >= 0 && p.part.shownFirst() < passages[best].part.shownFirst() {
			best, weight = i, w
		}
	}
	if best < 0 {
		h.Snippet, h.Marks = m.cut(h.Summary, m.find(h.Summary, inNarrative))
		return
	}
	p := passages[best]
	h.Where = &Where{Part: partNames[p.part], Label: p.label, Anchor: p.anchor, Address: h.Address}
	if p.part == inConversation {
		h.Where.Address += "conversation/"
	}
	if p.anchor != "" {
		h.Where.Address += "#" + p.anchor
	}
	h.Snippet, h.Marks = m.cut(p.text, m.find(p.text, p.part))
}

// weigh says how much a passage has of what was asked for: each term once, and
// those of a phrase again where they stand as in it.
func (m *marker) weigh(list []found, in part) int {
	sum := 0
	seen := map[string]bool{}
	for _, f := range list {
		if f.weight > 0 && !seen[f.term] {
			seen[f.term] = true
			sum += f.weight
		}
	}
	if sum == 0 {
		return 0
	}
	for _, p := range m.phrases {
		if p.parts.has(in) && says(list, p.terms) {
			for _, t := range p.terms {
				sum += m.weights[t.term]
			}
		}
	}
	return sum
}

// says tells whether a phrase stands among tokens.
func says(list []found, phrase []placed) bool {
	for start := range list {
		if !slices.ContainsFunc(phrase, func(t placed) bool {
			return start+t.at >= len(list) || list[start+t.at].term != t.term
		}) {
			return true
		}
	}
	return false
}

// A snippet is a window of so many words, and so many of them may stand before
// the first that was asked for.
const (
	snippetWords = 28
	snippetLead  = 6
)

// cut cuts the window of a text that has most of what was asked for.
func (m *marker) cut(text string, list []found) (string, []Mark) {
	if len(list) <= snippetWords {
		return text, marksOf(text, list)
	}
	start := bestWindow(list)
	if i := slices.IndexFunc(list[start:], func(f found) bool { return f.weight > 0 }); i >= 0 {
		start = max(0, min(start+i-snippetLead, len(list)-snippetWords))
	}
	end := start + snippetWords
	from, to := list[start].start, list[end-1].end
	before, after := "… ", " …"
	if start == 0 {
		from, before = 0, ""
	}
	if end == len(list) {
		to, after = len(text), ""
	}
	marks := marksOf(text[from:to], shifted(list[start:end], from))
	for i := range marks {
		marks[i][0] += utf16Length(before)
		marks[i][1] += utf16Length(before)
	}
	return before + text[from:to] + after, marks
}

func shifted(list []found, by int) []found {
	out := slices.Clone(list)
	for i := range out {
		out[i].start -= by
		out[i].end -= by
	}
	return out
}

// bestWindow returns where the window begins that has the most weight of
// different terms, the first of equals.
func bestWindow(list []found) int {
	counts := map[string]int{}
	sum, best, most := 0, 0, -1
	for i, f := range list {
		if f.weight > 0 {
			if counts[f.term]++; counts[f.term] == 1 {
				sum += f.weight
			}
		}
		start := i - snippetWords + 1
		if start < 0 {
			continue
		}
		if sum > most {
			best, most = start, sum
		}
		if out := list[start]; out.weight > 0 {
			if counts[out.term]--; counts[out.term] == 0 {
				sum -= out.weight
			}
		}
	}
	return best
}

// at returns what the match gives to a document.
func (m match) at(doc int32) (point, bool) {
	i, ok := slices.BinarySearchFunc(m.points, doc, func(p point, doc int32) int { return cmp.Compare(p.doc, doc) })
	if !ok {
		return point{}, false
	}
	return m.points[i], true
}
