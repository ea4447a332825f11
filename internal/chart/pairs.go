package chart

import "html/template"

// A Pairs is what things have to do with each other, two by two: the lower half
// of a square, with the names along its diagonal.
type Pairs struct {
	Caption
	Names []MatrixLine
	Cells []PairCell
	Key   Legend // what the classes k1, k2 … mean
}

// A PairCell is two things that have to do with each other.
type PairCell struct {
	Mark
	A, B  int // places in Names
	Class int // 1 and up
	Text  string
}

// SVG draws the picture, or nothing where there is no pair.
func (p Pairs) SVG() template.HTML {
	if len(p.Cells) == 0 {
		return ""
	}
	return drawn(p.Caption, p.draw)
}

func (p Pairs) draw(c *canvas, s size) int {
	longest := 0
	for _, name := range p.Names {
		longest = max(longest, len([]rune(name.Label)))
	}
	room := min(longest*letter+8, s.width/3)
	step := min(26, (s.width-room)/len(p.Names))
	top := c.legend("k", p.Key, s, 0)
	for i, name := range p.Names {
		y := top + i*step
		for j := range i {
			c.add(`<rect class="none" x="%d" y="%d" width="%d" height="%d" rx="2"/>`, j*step+1, y+1, step-2, step-2)
		}
		c.label(i*step+5, y+step/2+4, s.width-i*step-5, name.Label, name.Href)
	}
	for _, cell := range p.Cells {
		row, column := max(cell.A, cell.B), min(cell.A, cell.B)
		x, y := column*step, top+row*step
		c.mark(cell.Mark, `<rect class="k%d" x="%d" y="%d" width="%d" height="%d" rx="2"><title>%s</title></rect><text class="num n4" x="%d" y="%d" text-anchor="middle">%s</text>`,
			cell.Class, x+1, y+1, step-2, step-2, esc(cell.Title), x+step/2, y+step/2+4, esc(cell.Text))
	}
	return top + len(p.Names)*step + 4
}
