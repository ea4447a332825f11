package search

import (
	"encoding/binary"
	"sync"
)

// A term is a word's stem, or a key, with the documents it stands in.
type term struct {
	name string
	id   int    // its number in the lexicon
	last int32  // the last document
	df   int32  // how many there are
	data []byte // a record for each: see add
}

// A form is a word as people write it.
type form struct {
	surface string
	term    *term // nil for a stop word
	count   int32 // documents
}

// A lexicon is all terms and forms of a book.
type lexicon struct {
	lang  language
	mu    sync.Mutex
	terms map[string]*term
	forms map[string]*form
}

func newLexicon(lang language) *lexicon {
	return &lexicon{lang: lang, terms: map[string]*term{}, forms: map[string]*form{}}
}

// form returns the form of a surface.
func (l *lexicon) form(surface string) *form {
	name := l.lang.term(surface)
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.forms[surface]
	if f == nil {
		f = &form{surface: surface}
		if name != "" {
			f.term = l.term(name)
		}
		l.forms[surface] = f
	}
	return f
}

func (l *lexicon) term(name string) *term {
	t := l.terms[name]
	if t == nil {
		t = &term{name: name, id: len(l.terms), last: -1}
		l.terms[name] = t
	}
	return t
}

// An occurrence is a term in a document.
type occurrence struct {
	term      *term
	mask      partSet
	impact    byte
	chunk     int32
	positions []byte
	form      *form // as the document writes it first
	told      int32 // how often its story says it; what its title and its learnings say counts double
}

// add adds a document to the term: the difference to the last one, the parts, the
// impact, the chunk, the length of the positions, and those.
func (t *term) add(doc int, o occurrence) {
	t.data = binary.AppendUvarint(t.data, uint64(doc-max(int(t.last), 0)))
	t.data = append(t.data, byte(o.mask), o.impact)
	t.data = binary.AppendUvarint(t.data, uint64(o.chunk))
	t.data = binary.AppendUvarint(t.data, uint64(len(o.positions)))
	t.data = append(t.data, o.positions...)
	t.last = int32(doc)
	t.df++
}

// An inverter turns one document after another into the terms it holds. It is for
// one goroutine; several share a lexicon.
type inverter struct {
	lexicon *lexicon
	tok     tokenizer
	known   map[string]*knownForm
	recent  [recentForms]*knownForm // of known, by their letters: most words are said again soon

	number int // of the document, so that what is remembered of the last is forgotten
	words  []word
	forms  []*form
	terms  []*knownTerm
	buf    []byte
}

// recentForms is how many forms are at hand without a look into the map, which is
// too large for the processor's own memory.
const recentForms = 1 << 13

// find returns the known form of a surface.
func (v *inverter) find(surface []byte) *knownForm {
	h := uint32(2166136261)
	for _, c := range surface {
		h = (h ^ uint32(c)) * 16777619 // FNV-1a
	}
	at := (h ^ h>>16) % recentForms
	if f := v.recent[at]; f != nil && f.form.surface == string(surface) {
		return f
	}
	f := v.known[string(surface)]
	if f == nil {
		f = v.meet(string(surface))
	}
	v.recent[at] = f
	return f
}

// A knownForm is a form that this inverter has met, and a knownTerm its term.
type knownForm struct {
	form *form
	term *knownTerm
	seen int
}

type knownTerm struct {
	term     *term
	seen     int // the document in which it was seen last
	form     *form
	slot     int // in that document's terms
	mentions [parts]int32
	first    int // in the sorted words
}

// A word is a token of the document.
type word struct {
	slot     int32
	position int32
	chunk    int32
	part     part
}

func newInverter(l *lexicon) *inverter {
	return &inverter{lexicon: l, tok: tokenizer{apart: l.lang.elides()}, known: map[string]*knownForm{}}
}

// An inverted is what one document holds.
type inverted struct {
	occurrences []occurrence
	forms       []*form
}

// invert reads a document whose passages lie in chunks: chunks says for each in
// which.
func (v *inverter) invert(d *document, chunks []int) inverted {
	v.number++
	v.words, v.forms, v.terms, v.buf = v.words[:0], nil, v.terms[:0], nil
	var lengths [parts]int32
	var next [parts]int32 // positions
	read := func(p passage, chunk int) {
		at := next[p.part]
		v.tok.each(p.text, func(t token) {
			v.see(t.surface, word{position: at, chunk: int32(chunk), part: p.part}, &lengths)
			at++
		})
		if at > next[p.part] {
			next[p.part] = at + 1
		}
	}
	for _, p := range d.titlePassages() {
		read(p, 0)
	}
	for i, p := range d.passages {
		read(p, chunks[i])
	}
	return inverted{v.occurrences(&lengths), v.forms}
}

func (v *inverter) see(surface []byte, w word, lengths *[parts]int32) {
	f := v.find(surface)
	if f.term == nil {
		return
	}
	if f.seen != v.number {
		f.seen = v.number
		v.forms = append(v.forms, f.form)
	}
	t := f.term
	if t.seen != v.number {
		t.seen, t.form, t.slot, t.mentions = v.number, f.form, len(v.terms), [parts]int32{}
		v.terms = append(v.terms, t)
	}
	lengths[w.part]++
	t.mentions[w.part]++
	w.slot = int32(t.slot)
	v.words = append(v.words, w)
}

// meet takes a surface from the lexicon. Forms of one term share what is known of
// it.
func (v *inverter) meet(surface string) *knownForm {
	f := &knownForm{form: v.lexicon.form(surface)}
	v.known[surface] = f
	if f.form.term == nil {
		return f
	}
	name := "\x00" + f.form.term.name // no surface
	if one := v.known[name]; one != nil {
		f.term = one.term
		return f
	}
	f.term = &knownTerm{term: f.form.term}
	v.known[name] = f
	return f
}

// occurrences groups the document's words by term.
func (v *inverter) occurrences(lengths *[parts]int32) []occurrence {
	sorted := v.byTerm()
	list := make([]occurrence, len(v.terms))
	for i, t := range v.terms {
		end := len(sorted)
		if i+1 < len(v.terms) {
			end = v.terms[i+1].first
		}
		list[i] = v.occurrence(t, sorted[t.first:end], lengths)
	}
	return list
}

// byTerm returns the words, those of a term together and in their order.
func (v *inverter) byTerm() []word {
	at := 0
	for _, t := range v.terms {
		t.first = at
		for _, n := range t.mentions {
			at += int(n)
		}
	}
	places := make([]int, len(v.terms))
	for i, t := range v.terms {
		places[i] = t.first
	}
	sorted := make([]word, len(v.words))
	for _, w := range v.words {
		sorted[places[w.slot]] = w
		places[w.slot]++
	}
	return sorted
}

func (v *inverter) occurrence(t *knownTerm, words []word, lengths *[parts]int32) occurrence {
	o := occurrence{
		term: t.term, impact: impact(&t.mentions, lengths), chunk: mostlyIn(words),
		form: t.form, told: 2*t.mentions[inTitle] + t.mentions[inNarrative] + 2*t.mentions[inLearnings],
	}
	from := len(v.buf)
	for p := range part(parts) {
		left := t.mentions[p]
		if left == 0 {
			continue
		}
		o.mask |= p.set()
		before := int32(0)
		for _, w := range words {
			if w.part != p {
				continue
			}
			left--
			more := uint64(1)
			if left == 0 {
				more = 0
			}
			v.buf = binary.AppendUvarint(v.buf, uint64(w.position-before)<<1|more)
			before = w.position
		}
	}
	o.positions = v.buf[from:len(v.buf):len(v.buf)]
	return o
}

// mostlyIn returns the chunk that says most of the words, the first of equals. What
// the review tells counts more than what people said at the time, or names.
func mostlyIn(words []word) int32 {
	last := int32(0)
	for _, w := range words {
		last = max(last, w.chunk)
	}
	if last == 0 {
		return 0
	}
	counts := make([]int, last+1)
	best := int32(0)
	for _, w := range words {
		counts[w.chunk] += w.part.telling()
	}
	for c, n := range counts {
		if n > counts[best] {
			best = int32(c)
		}
	}
	return best
}
