package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// columns say what the columns of a timeline's table hold.
type columns struct {
	when  []int // date, weekday, time: together they are the entry's time
	until int   // the end of a range; -1 without one
	phase int   // -1 without one
	text  []int
}

// seeTable reads a table whose rows have a time.
func (t *timeline) seeTable(d *document, table *east.Table) bool {
	rows := d.rows()
	if len(rows) < 2 {
		return false
	}
	cols, zone := d.columns(rows)
	if len(cols.when) == 0 {
		return false
	}
	t.settle(d)
	t.q.SetZone(zone)
	t.q.SetYear(incident.FindYear(d.headerText(rows[0])))
	block := len(d.narrative.Blocks) - 1
	node := table.FirstChild()
	for _, row := range rows[1:] {
		node = node.NextSibling()
		t.seeRow(d, block, node, row, cols)
	}
	return true
}

// rows returns the cells of the table just read, row by row.
func (d *document) rows() [][]part {
	var rows [][]part
	for _, p := range d.parts {
		if p.row == len(rows) {
			rows = append(rows, nil)
		}
		if p.row >= 0 && p.row < len(rows) {
			rows[p.row] = append(rows[p.row], p)
		}
	}
	return rows
}

func (d *document) cell(p part) string {
	return strings.TrimSpace(string(d.text[p.from.text:p.to.text]))
}

func (d *document) headerText(header []part) string {
	return string(d.text[header[0].from.text:header[len(header)-1].to.text])
}

// columns finds out from the header, and where it is silent from the first row,
// what each column holds, and which zone its times are in. Of several columns
// with the same time in other zones the first is taken.
func (d *document) columns(rows [][]part) (columns, string) {
	cols := columns{until: -1, phase: -1}
	zone, clock := "", false
	for i, p := range rows[0] {
		header := d.cell(p)
		switch kind := columnKind(header); {
		case kind == untilColumn:
			cols.until = i
		case kind == phaseColumn:
			cols.phase = i
		case kind == clockColumn && clock:
			// the same time by another zone's clock
		case kind == clockColumn || kind == dateColumn || i == 0 && d.holdsTime(rows, i):
			cols.when = append(cols.when, i)
			if kind != dateColumn {
				clock = true
				zone = incident.FindZone(header)
			}
		default:
			cols.text = append(cols.text, i)
		}
	}
	return cols, zone
}

type columnType int

const (
	textColumn columnType = iota
	clockColumn
	dateColumn
	untilColumn
	phaseColumn
)

// columnKind reads a column's header.
func columnKind(header string) columnType {
	w := words(header)
	switch w {
	case "time", "times", "timestamp", "when", "start", "start time", "from", "clock", "hour", "date time", "datetime", "time of day", "at",
		"date and time", "time and date", "local time", "event time", "time stamp":
		return clockColumn
	case "date", "day", "weekday":
		return dateColumn
	case "end", "end time", "until", "to":
		return untilColumn
	case "phase":
		return phaseColumn
	}
	if zone := incident.FindZone(header); zone != "" && (len(zone) >= len(strings.TrimSpace(header)) || strings.HasPrefix(w, "time") || strings.HasSuffix(w, "time")) {
		return clockColumn
	}
	return textColumn
}

// holdsTime tells whether a column's first cell is a time and nothing else.
func (d *document) holdsTime(rows [][]part, i int) bool {
	if i >= len(rows[1]) {
		return false
	}
	text := d.cell(rows[1][i])
	_, n := incident.ReadStamp(text)
	return n > 0 && n == len(text)
}

// seeRow reads a row of the table: an entry, a date said for those below, or
// neither.
func (t *timeline) seeRow(d *document, block int, node ast.Node, row []part, cols columns) {
	var when []string
	for _, i := range cols.when {
		if i < len(row) && d.cell(row[i]) != "" {
			when = append(when, strings.TrimRight(d.cell(row[i]), ","))
		}
	}
	written := strings.Join(when, ", ")
	if cols.until >= 0 && cols.until < len(row) && d.cell(row[cols.until]) != "" {
		written += " – " + d.cell(row[cols.until])
	}
	s, n := incident.ReadStamp(written)
	if n == 0 {
		d.addRest(block, node)
		return
	}
	var cells []part
	for _, i := range cols.text {
		if i < len(row) && d.cell(row[i]) != "" {
			cells = append(cells, row[i])
		}
	}
	if len(cells) == 0 {
		if !s.HasClock() {
			d.reportTimes(node.Pos(), t.q.SetDay(s))
		}
		if !s.HasClock() || len(row) == 0 {
			return
		}
		last := row[len(row)-1]
		cells = []part{{node: last.node, row: last.row, from: last.to, to: last.to}}
	}
	t.addRow(d, block, node, s, cells)
	if cols.phase >= 0 && cols.phase < len(row) {
		d.phaseCell(node.Pos(), d.cell(row[cols.phase]))
	}
}

func (t *timeline) addRow(d *document, block int, node ast.Node, s incident.Stamp, cells []part) {
	e := d.entryPiece(s, node.Pos(), cells[0].from, cells[len(cells)-1].to)
	e.from -= cells[0].from.text
	for _, c := range cells {
		e.cells = append(e.cells, c.node)
	}
	d.addEntries(block, e)
}
