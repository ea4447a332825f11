package chart

import (
	"fmt"
	"html/template"
)

// A Matrix is numbers by row and column, the larger the darker, each written in
// its cell. Where there are many columns, a narrow screen has rows and columns
// changed over.
type Matrix struct {
	Caption
	Rows    []MatrixLine
	Columns []MatrixLine
	Cells   [][]MatrixCell // by row and column
	Turn    bool           // on narrow screens
}

// A MatrixLine is a row or a column.
type MatrixLine struct {
	Label string // empty: none is written
	Href  string
	Night bool // shaded
}

// A MatrixCell is a number, and what it stands for.
type MatrixCell struct {
	Mark
	N int
}

// SVG draws the matrix, or nothing where all is 0.
func (m Matrix) SVG() template.HTML {
	most := 0
	for _, row := range m.Cells {
		for _, cell := range row {
			most = max(most, cell.N)
		}
	}
	if most == 0 {
		return ""
	}
	return drawn(m.Caption, func(c *canvas, s size) int {
		if s.narrow && m.Turn {
			return m.turned().draw(c, s, most)
		}
		return m.draw(c, s, most)
	})
}

func (m Matrix) turned() Matrix {
	t := Matrix{Caption: m.Caption, Rows: m.Columns, Columns: m.Rows}
	for j := range m.Columns {
		row := make([]MatrixCell, len(m.Rows))
		for i := range m.Rows {
			row[i] = m.Cells[i][j]
		}
		t.Cells = append(t.Cells, row)
	}
	return t
}

func (m Matrix) draw(c *canvas, s size, most int) int {
	left := m.room(s)
	step := min((s.width-left)/len(m.Columns), 56)
	height := min(max(step, 17), 26)
	bottom := 20 + len(m.Rows)*height
	for j, column := range m.Columns {
		x := left + j*step
		if column.Night {
			c.add(`<rect class="night" x="%d" y="20" width="%d" height="%d"/>`, x, step, bottom-20)
		}
		c.axis(x+step/2, 13, column.Label)
	}
	for i, row := range m.Rows {
		y := 20 + i*height
		if row.Night {
			c.add(`<rect class="night" x="%d" y="%d" width="%d" height="%d"/>`, left, y, step*len(m.Columns), height)
		}
		c.add(`<path class="tick" d="M%d %dH%d"/>`, left, y+height, left+step*len(m.Columns))
		c.label(0, y+height/2+4, left-6, row.Label, row.Href)
		for j, cell := range m.Cells[i] {
			if cell.N > 0 {
				c.cell(cell, left+j*step, y, step, height, most)
			}
		}
	}
	return bottom + 6
}

// room is what the longest label of the rows takes, within reason.
func (m Matrix) room(s size) int {
	longest := 3
	for _, row := range m.Rows {
		longest = max(longest, len([]rune(row.Label)))
	}
	most := 180
	if s.narrow {
		most = 112
	}
	return min(longest*letter+12, most)
}

// cell draws one number in one of four shades.
func (c *canvas) cell(cell MatrixCell, x, y, width, height, most int) {
	shade := min(4, 1+(cell.N*4-1)/most)
	if most < 4 {
		shade = cell.N
	}
	shape := fmt.Sprintf(`<rect class="q%d" x="%d" y="%d" width="%d" height="%d" rx="2"><title>%s</title></rect>`, shade, x+1, y+1, width-2, height-2, esc(cell.Title))
	c.mark(cell.Mark, `%s<text class="num n%d" x="%d" y="%d" text-anchor="middle">%d</text>`, shape, shade, x+width/2, y+height/2+4, cell.N)
}
