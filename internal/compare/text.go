package compare

import "strings"

// A weave writes text as it became another: the new items in their order, and
// marks around and between them.
type weave struct {
	*comparer
	old, new []item
	was, is  []unit
	at       int   // the next of the new items
	said     []Run // item by item
	marks    int   // written so far
	link     relinked
}

// text writes items as they became others, and returns their runs and whether
// anything is marked.
func (c *comparer) text(old, new []item, code bool) (runs, bool) {
	w := weave{comparer: c, old: old, new: new, was: units(old), is: units(new)}
	if code && len(new) > 0 {
		w.upTo(1) // <code>: marks stand inside
	}
	for _, e := range tidy(script(keys(w.was), keys(w.is)), w.was, w.is) {
		if e.kept {
			w.keep(e)
			continue
		}
		w.lose(w.was[e.old:e.oldTo], e.old)
		w.gain(w.is[e.new:e.newTo])
	}
	w.finish()
	return joinRuns(w.said), w.marks > 0
}

func keys(units []unit) []string {
	list := make([]string, len(units))
	for i, u := range units {
		list[i] = u.key
	}
	return list
}

func (w *weave) say(mark Mark, text string) { w.said = append(w.said, Run{mark, text}) }

// upTo writes the new items before a place as they are.
func (w *weave) upTo(to int) {
	for ; w.at < to; w.at++ {
		it := w.new[w.at]
		w.write(it.html)
		w.say(Kept, it.text())
		if it.html == "</a>" && w.link.new != "" {
			w.noteLink()
		}
	}
}

// keep writes what both have, and notes where its links lead elsewhere now.
func (w *weave) keep(e edit) {
	for n := range e.oldTo - e.old {
		was, is := w.was[e.old+n], w.is[e.new+n]
		if now := (relinked{was.href, is.href}); now != w.link {
			w.noteLink()
			w.link = now
		}
		w.upTo(is.to)
	}
	if w.link.new == "" {
		w.noteLink()
	}
}

// lose writes what is gone, after the text that stood before it and outside of
// the tags that ended there.
func (w *weave) lose(units []unit, first int) {
	if blank(units) {
		return
	}
	if first > 0 && (w.closes(first) || units[0].href == "" && w.href() != "") {
		for w.at < len(w.new) && strings.HasPrefix(w.new[w.at].html, "</") {
			w.upTo(w.at + 1)
		}
	}
	var shown strings.Builder
	for _, it := range w.old[units[0].from:units[len(units)-1].to] {
		shown.WriteString(it.shown())
		w.say(Removed, it.text())
	}
	w.del(shown.String())
	w.removed += wordsIn(units)
	w.marks++
}

// href is the link that the last new item stands in.
func (w *weave) href() string {
	if w.at == 0 {
		return ""
	}
	return w.new[w.at-1].href
}

// closes tells whether a tag was closed in the old text before a unit.
func (w *weave) closes(n int) bool {
	for _, it := range w.old[w.was[n-1].to:w.was[n].from] {
		if strings.HasPrefix(it.html, "</") {
			return true
		}
	}
	return false
}

// gain writes what is new.
func (w *weave) gain(units []unit) {
	if len(units) == 0 {
		return
	}
	to := units[len(units)-1].to
	if blank(units) {
		w.upTo(to)
		return
	}
	for _, it := range w.new[w.at:to] {
		w.say(Added, it.text())
	}
	w.ins(w.new[w.at:to])
	w.at = to
	w.added += wordsIn(units)
	w.marks++
}

func (w *weave) finish() {
	w.upTo(len(w.new))
	w.noteLink()
}

// relinked is where some text that stayed was linked to, and is now.
type relinked struct{ old, new string }

// noteLink says so, where the two differ.
func (w *weave) noteLink() {
	l := w.link
	w.link = relinked{}
	text := "led to " + l.old + ", now to " + l.new
	switch {
	case l.old == l.new || w.shows(l.new):
		return
	case l.old == "":
		text = "now a link to " + l.new
	case l.new == "":
		text = "was a link to " + l.old
	}
	w.note(text)
	w.say(Note, " ("+text+")")
	w.marks++
}

// shows tells whether the text of the link that was just written is its address.
func (w *weave) shows(href string) bool {
	text := ""
	for i := w.at - 1; i >= 0 && href != ""; i-- {
		if strings.HasPrefix(w.new[i].html, "<a ") {
			return text != "" && strings.HasSuffix(href, text)
		}
		text = w.new[i].text() + text
	}
	return false
}
