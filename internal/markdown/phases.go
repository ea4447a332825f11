package markdown

import (
	"bytes"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// readPhase reads the tag in square brackets that an entry may begin with, on the
// line of its time or below it, and returns the phase and where the text after it
// begins. A tag that is no phase stays part of the text.
func (d *document) readPhase(at, from, to int) (incident.Phase, int) {
	from = min(from, to)
	text := bytes.TrimLeft(d.text[from:to], " \n")
	skipped := to - from - len(text)
	if len(text) == 0 || text[0] != '[' {
		return "", from
	}
	end := bytes.IndexByte(text, ']')
	const longest = 24
	if end < 2 || end > longest || bytes.ContainsAny(text[1:end], " []0123456789") {
		return "", from
	}
	word := string(text[1:end])
	if phase := phaseOf(word); phase != "" {
		return phase, d.afterStamp(from+skipped+end+1, to)
	}
	d.reportPhase(at, word)
	return "", from
}

func phaseOf(word string) incident.Phase {
	for _, p := range incident.Phases {
		if strings.EqualFold(word, string(p)) {
			return p
		}
	}
	return ""
}

func (d *document) reportPhase(at int, word string) {
	names := make([]string, len(incident.Phases))
	for i, p := range incident.Phases {
		names[i] = string(p)
	}
	p := diag.Problem{
		Rule: "unknown-phase", Severity: diag.Note,
		Message: "«" + word + "» is no phase",
		Hint:    "the phases are " + strings.Join(names, ", "),
	}
	if near := diag.Nearest(word, names); near != "" {
		p.Severity, p.Hint = diag.Warning, "did you mean ["+near+"]?"
	}
	d.report(at, p)
}

// phaseCell gives the entry just added the phase of a table's column.
func (d *document) phaseCell(at int, word string) {
	word = strings.Trim(word, "[] ")
	if word == "" {
		return
	}
	if phase := phaseOf(word); phase != "" {
		d.narrative.Entries[len(d.narrative.Entries)-1].Phase = phase
		return
	}
	d.reportPhase(at, word)
}
