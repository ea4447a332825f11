package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// gathers tells whether a section's items are statements, one each.
func gathers(s incident.Section) bool {
	switch s {
	case incident.SectionLearnings, incident.SectionSurprises, incident.SectionNoticed,
		incident.SectionQuestions, incident.SectionFollowUps:
		return true
	}
	return false
}

// gather makes statements of a block: the items of a list, the rows of a table,
// or a paragraph. A paragraph that leads up to a list says nothing by itself.
func (d *document) gather(n ast.Node) {
	switch n := n.(type) {
	case *ast.List:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			d.gatherItem(item)
		}
	case *east.Table:
		d.gatherRows(n)
	case *ast.Paragraph:
		if d.sections.pseudo != incident.NoSection && d.isPseudo(n) || leadsUp(d, n) {
			return
		}
		if p, ok := d.partFor(n); ok {
			d.addStatement(n, n, p, linesOf(n, d.narrative.Source))
		}
	}
}

// isPseudo tells whether a paragraph is the bold line that began the section.
func (d *document) isPseudo(p *ast.Paragraph) bool {
	part, ok := d.partFor(p)
	if !ok {
		return false
	}
	_, ok = d.pseudoHeading(p, part.from)
	return ok
}

// leadsUp tells whether a paragraph ends in a colon before a list.
func leadsUp(d *document, p *ast.Paragraph) bool {
	if _, ok := p.NextSibling().(*ast.List); !ok {
		return false
	}
	part, ok := d.partFor(p)
	return ok && bytes.HasSuffix(bytes.TrimSpace(d.text[part.from.text:part.to.text]), []byte(":"))
}

func (d *document) gatherItem(item ast.Node) {
	whole, head, ok := d.itemParts(item)
	if !ok {
		return
	}
	source := linesOf(head.node, d.narrative.Source)
	if head.node.NextSibling() != nil {
		source = d.itemSource(item)
	}
	s := d.addStatement(item, head.node, whole, source)
	if box, ok := head.node.FirstChild().(*east.TaskCheckBox); ok && s != nil {
		s.Task = incident.No
		if box.IsChecked {
			s.Task = incident.Yes
		}
		s.Markdown = withoutBox(s.Markdown)
	}
}

// addStatement adds what a node says; nil if it says nothing. Links by reference
// take their definitions along.
func (d *document) addStatement(n, head ast.Node, p part, source []byte) *incident.Statement {
	from, to := p.from.text, p.to.text
	for to > from && (d.text[to-1] == '\n' || d.text[to-1] == ' ') {
		to--
	}
	if from >= to {
		return nil
	}
	b := &d.narrative.Blocks[len(d.narrative.Blocks)-1]
	d.narrative.Statements = append(d.narrative.Statements, incident.Statement{
		Section: b.Section, Markdown: strings.TrimSpace(string(source) + references(n)),
		Line: d.lineAt(head.Pos()), Inner: b.Inner,
	})
	d.statementSpans = append(d.statementSpans, [2]int{from, to})
	if d.stated == nil {
		d.stated = map[ast.Node]int{}
	}
	d.stated[n] = len(d.narrative.Statements) - 1
	return &d.narrative.Statements[len(d.narrative.Statements)-1]
}

// linesOf returns the source of a paragraph's lines.
func linesOf(n ast.Node, src []byte) []byte {
	lines := n.Lines()
	if lines.Len() == 1 {
		segment := lines.At(0)
		return bytes.TrimSpace(segment.Value(src))
	}
	var b []byte
	for i := range lines.Len() {
		segment := lines.At(i)
		b = append(b, segment.Value(src)...)
	}
	return bytes.TrimSpace(b)
}

// itemSource returns the source of a list's item with all that is in it, without
// its mark and indentation.
func (d *document) itemSource(item ast.Node) []byte {
	src := d.narrative.Source
	start, end := item.FirstChild().Pos(), lastByte(item)
	indent := start - d.lines[max(d.index(start), 0)]
	var b []byte
	for i, line := range bytes.SplitAfter(src[min(start, len(src)):min(max(start, end), len(src))], []byte{'\n'}) {
		if i > 0 {
			n := len(line) - len(bytes.TrimLeft(line, " \t"))
			line = line[min(n, indent):]
		}
		b = append(b, line...)
	}
	return b
}

// lastByte returns where the last line in a node ends.
func lastByte(n ast.Node) int {
	end := 0
	if n.Type() == ast.TypeBlock {
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			end = lines.At(lines.Len() - 1).Stop
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			end = max(end, lastByte(c))
		}
	}
	return end
}

func withoutBox(source string) string {
	if i := strings.IndexByte(source, ']'); i >= 0 && strings.HasPrefix(source, "[") {
		return strings.TrimSpace(source[i+1:])
	}
	return source
}

// references returns the definitions of the links by reference in a node.
func references(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		link, ok := c.(*ast.Link)
		if !entering || !ok || link.Reference == nil {
			return ast.WalkContinue, nil
		}
		b.WriteString("\n\n[" + string(link.Reference.Value) + "]: <" + string(link.Destination) + ">")
		return ast.WalkContinue, nil
	})
	return b.String()
}

// gatherRows makes statements of a table's rows: what its main column says.
func (d *document) gatherRows(table *east.Table) {
	rows := d.rows()
	if len(rows) < 2 {
		return
	}
	main, state := statementColumns(d, rows[0])
	node := table.FirstChild()
	for _, row := range rows[1:] {
		node = node.NextSibling()
		if main >= len(row) {
			continue
		}
		p := row[main]
		s := d.addStatement(node, p.node, p, d.cellSource(p.node))
		if s != nil && state >= 0 && state < len(row) {
			s.Task = taskOf(d.cell(row[state]))
		}
	}
}

// statementColumns returns the column of a table that says what is meant, and
// the one that tells its state or -1.
func statementColumns(d *document, header []part) (main, state int) {
	main, state = -1, -1
	for i, p := range header {
		switch w := words(d.cell(p)); {
		case w == "status" || w == "state" || w == "done":
			state = i
		case main < 0 && strings.Contains(" action item action items actions task description question question answer questions lesson learning what title item follow up recommendation ", " "+w+" ") && w != "":
			main = i
		}
	}
	if main < 0 {
		main = 0
	}
	return main, state
}

func taskOf(word string) incident.Tri {
	switch strings.ToLower(strings.Trim(word, " .!*")) {
	case "done", "closed", "complete", "completed", "fixed", "resolved", "yes", "finished", "✅", "✔", "x":
		return incident.Yes
	case "todo", "to do", "open", "in progress", "pending", "no", "not started", "planned", "wip", "started":
		return incident.No
	}
	return incident.Unknown
}

func (d *document) cellSource(cell ast.Node) []byte {
	src := d.narrative.Source
	lines := cell.Lines()
	if lines == nil || lines.Len() == 0 {
		return nil
	}
	segment := lines.At(0)
	return bytes.ReplaceAll(bytes.TrimSpace(segment.Value(src)), []byte(`\|`), []byte("|"))
}
