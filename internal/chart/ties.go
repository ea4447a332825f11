package chart

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
)

// Ties are two columns of names and what ties them: a line for each pair, as
// thick as the pair has in common. Both columns are ordered so that lines cross
// little, by a few sweeps of the barycentre method (Sugiyama, Tagawa and Toda,
// 1981); no order of merit is meant.
type Ties struct {
	Caption
	Left, Right []Head
	Lines       []Line
}

// A Line ties a name on the left to one on the right.
type Line struct {
	Left, Right int
	Count       int
	Title       string
}

// mostTied bounds the names of a column; the rest stand in the table.
const mostTied = 25

// rowHeight and the widths of a diagram, in pixels. It fits a phone as it is.
const (
	rowHeight   = 26
	tiesWidth   = 350
	tiesColumn  = 130
	tiesLetters = 17
)

// SVG draws the ties; it is empty without lines.
func (t Ties) SVG() template.HTML {
	t = t.bounded()
	if len(t.Lines) == 0 {
		return ""
	}
	left, right := t.order()
	rows := max(len(t.Left), len(t.Right))
	height := rows*rowHeight + 4
	var c canvas
	c.open(t.Caption, sheet{class: "ties", width: tiesWidth, height: height, fixed: true})
	leftY, rightY := spread(left, rows), spread(right, rows)
	for _, l := range t.Lines {
		y1, y2 := leftY[l.Left], rightY[l.Right]
		c.add(`<path class="tie w%d" d="M%d %dC%d %d %d %d %d %d"><title>%s</title></path>`, min(l.Count, 5),
			tiesColumn, y1, tiesColumn+40, y1, tiesWidth-tiesColumn-40, y2, tiesWidth-tiesColumn, y2, esc(l.Title))
	}
	for i, h := range t.Left {
		tied(&c, h, tiesColumn-6, leftY[i]+4, `text-anchor="end"`)
	}
	for i, h := range t.Right {
		tied(&c, h, tiesWidth-tiesColumn+6, rightY[i]+4, "")
	}
	c.add("</svg>")
	return template.HTML(c.String())
}

func tied(c *canvas, h Head, x, y int, attributes string) {
	label := shorten(h.Label, tiesLetters)
	if h.Href == "" {
		c.add(`<text class="label" x="%d" y="%d" %s>%s</text>`, x, y, attributes, esc(label))
		return
	}
	c.add(`<a href="%s"><text class="label" x="%d" y="%d" %s>%s<title>%s</title></text></a>`, esc(h.Href), x, y, attributes, esc(label), esc(h.Label))
}

// bounded keeps the names that have most in common with the other side, and adds
// how many more there are.
func (t Ties) bounded() Ties {
	keepLeft, moreLeft := strongest(len(t.Left), t.Lines, func(l Line) int { return l.Left })
	keepRight, moreRight := strongest(len(t.Right), t.Lines, func(l Line) int { return l.Right })
	out := Ties{Caption: t.Caption}
	atLeft, atRight := map[int]int{}, map[int]int{}
	for _, i := range keepLeft {
		atLeft[i] = len(out.Left)
		out.Left = append(out.Left, t.Left[i])
	}
	for _, i := range keepRight {
		atRight[i] = len(out.Right)
		out.Right = append(out.Right, t.Right[i])
	}
	for _, l := range t.Lines {
		left, hasLeft := atLeft[l.Left]
		right, hasRight := atRight[l.Right]
		if hasLeft && hasRight {
			l.Left, l.Right = left, right
			out.Lines = append(out.Lines, l)
		}
	}
	if moreLeft > 0 {
		out.Left = append(out.Left, Head{Label: fmt.Sprintf("and %d more", moreLeft)})
	}
	if moreRight > 0 {
		out.Right = append(out.Right, Head{Label: fmt.Sprintf("and %d more", moreRight)})
	}
	return out
}

// strongest returns which names stay, in the order they came in.
func strongest(n int, lines []Line, side func(Line) int) (keep []int, more int) {
	weight := make([]int, n)
	for _, l := range lines {
		weight[side(l)] += l.Count
	}
	for i := range n {
		keep = append(keep, i)
	}
	if n <= mostTied {
		return keep, 0
	}
	slices.SortStableFunc(keep, func(a, b int) int { return weight[b] - weight[a] })
	keep = keep[:mostTied]
	slices.Sort(keep)
	return keep, n - mostTied
}

// sweeps is how often each column is ordered by the other.
const sweeps = 4

// order returns which name stands in which place, for both columns.
func (t Ties) order() (left, right []int) {
	left, right = sequence(len(t.Left)), sequence(len(t.Right))
	for range sweeps {
		right = sweep(right, left, t.Lines, func(l Line) (mine, other int) { return l.Right, l.Left })
		left = sweep(left, right, t.Lines, func(l Line) (mine, other int) { return l.Left, l.Right })
	}
	return left, right
}

func sequence(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// sweep orders one column by the mean place of what each name is tied to. A name
// without ties stays last.
func sweep(column, other []int, lines []Line, sides func(Line) (mine, other int)) []int {
	place := make([]int, len(other))
	for at, i := range other {
		place[i] = at
	}
	sum, weight := make([]int, len(column)), make([]int, len(column))
	for _, l := range lines {
		mine, at := sides(l)
		sum[mine] += place[at] * l.Count
		weight[mine] += l.Count
	}
	ordered := slices.Clone(column)
	slices.SortStableFunc(ordered, func(a, b int) int {
		if weight[a] == 0 || weight[b] == 0 {
			return cmp.Compare(weight[b], weight[a])
		}
		return cmp.Compare(sum[a]*weight[b], sum[b]*weight[a])
	})
	return ordered
}

// spread gives each name its height: the shorter column spreads out to twice the
// rows' height, and stands in the middle of the longer.
func spread(order []int, rows int) []int {
	y := make([]int, len(order))
	step := min(2*rowHeight, rows*rowHeight/max(len(order), 1))
	above := (rows*rowHeight - len(order)*step) / 2
	for at, i := range order {
		y[i] = above + at*step + step/2 + 2
	}
	return y
}
