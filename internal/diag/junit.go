package diag

import (
	"encoding/xml"
	"fmt"
	"io"
)

// The elements of a JUnit report, as the many programs read them that show one.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure,omitempty"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a report of tests: a failure for each error and warning; a
// note is a test that passed and had something to say.
func (l List) writeJUnit(w *writer) error {
	suite := junitSuite{Name: "casebook check"}
	for _, p := range l {
		c := junitCase{Name: printable(fmt.Sprintf("%s: %s", p.Rule, p.Message)), Class: w.path(p.File), File: w.path(p.File), Line: p.Line}
		if p.Severity == Note {
			c.Out = printableLines(p.advice())
		} else {
			c.Failure = &junitFailure{Message: printable(p.Message), Type: p.Severity.String(), Text: p.String()}
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, c)
	}
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Name: "nothing to mend", Class: "casebook"}}
	}
	suite.Tests = len(suite.Cases)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(junitSuites{Tests: suite.Tests, Failures: suite.Failures, Suite: suite}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
