package chart

import "html/template"

// A Cited is a conversation from its first message to its last, each as wide as
// the others: a line where one is cited, and the longest stretches without.
type Cited struct {
	Caption
	Messages  []CitedMessage
	Stretches []CitedStretch
}

// A CitedMessage is one message.
type CitedMessage struct {
	Mark
	Cited bool
}

// A CitedStretch is messages that follow one another.
type CitedStretch struct {
	Mark
	First, N int
}

// SVG draws the conversation, or nothing where there is none.
func (p Cited) SVG() template.HTML {
	if len(p.Messages) == 0 {
		return ""
	}
	return drawn(p.Caption, p.draw)
}

func (p Cited) draw(c *canvas, s size) int {
	const top, height = 4, 24
	x := func(i int) int { return i * s.width / len(p.Messages) }
	c.add(`<rect class="none" x="0" y="%d" width="%d" height="%d"/>`, top, s.width, height)
	for _, stretch := range p.Stretches {
		from, to := x(stretch.First), x(stretch.First+stretch.N)
		c.mark(stretch.Mark, `<rect class="uncited" x="%d" y="%d" width="%d" height="%d"><title>%s</title></rect>`, from, top, max(to-from, 2), height, esc(stretch.Title))
		if to-from > 30 {
			c.add(`<text class="axis" x="%d" y="%d" text-anchor="middle" pointer-events="none">%d</text>`, (from+to)/2, top+16, stretch.N)
		}
	}
	for i, m := range p.Messages {
		if m.Cited {
			c.mark(m.Mark, `<rect class="citing" x="%d" y="%d" width="%d" height="%d"><title>%s</title></rect>`, x(i), top, max(x(i+1)-x(i)-1, 2), height, esc(m.Title))
		}
	}
	return top + height + 4
}
