package diag

// The objects of Reviewdog's Diagnostic Format. Lines and columns are from 1,
// columns in bytes; an end is the place after it.
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"` // ERROR, WARNING or INFO
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPlace  `json:"start"`
		End   *rdPlace `json:"end,omitempty"`
	}
	rdPlace struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
)

// homepage is where the program can be had.
const homepage = "https://github.com/casebook-dev/casebook"

// writeRDJSON writes what reviewdog reads, with the mends as suggestions that
// somebody can take over in the pull request.
func (l List) writeRDJSON(w *writer) error {
	result := rdResult{Source: rdSource{"casebook", homepage}, Diagnostics: []rdDiagnostic{}}
	for _, p := range l {
		result.Diagnostics = append(result.Diagnostics, w.rdDiagnostic(p))
	}
	return encode(w, result)
}

func (w *writer) rdDiagnostic(p Problem) rdDiagnostic {
	d := rdDiagnostic{
		Message:  printableLines(p.advice()),
		Location: rdLocation{Path: w.path(p.File)},
		Severity: map[Severity]string{Note: "INFO", Warning: "WARNING", Error: "ERROR"}[p.Severity],
		Code:     rdCode{p.Rule},
	}
	if p.Line == 0 {
		return d
	}
	d.Location.Range = &rdRange{Start: rdPlace{Line: p.Line}}
	line, ok := w.line(p)
	if !ok {
		return d
	}
	if p.Column > 0 {
		d.Location.Range = rdRangeOf(p.Line, about(p, line))
	}
	if s, ok := mended(p, line); ok {
		d.Suggestions = []rdSuggestion{{*rdRangeOf(p.Line, s), p.Mend.New}}
	}
	return d
}

func rdRangeOf(line int, s span) *rdRange {
	return &rdRange{rdPlace{line, s.from + 1}, &rdPlace{line, s.to + 1}}
}
