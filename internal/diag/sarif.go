package diag

import (
	"net/url"
	"slices"
	"unicode/utf8"
)

// The objects of SARIF 2.1.0 (OASIS) that a list needs.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string     `json:"id"`
		Short *sarifText `json:"shortDescription,omitempty"`
		Full  *sarifText `json:"fullDescription,omitempty"`
		Help  *sarifText `json:"help,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"` // note, warning or error
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// writeSARIF writes a log in the Static Analysis Results Interchange Format,
// version 2.1.0, which GitHub's code scanning and many editors read.
func (l List) writeSARIF(w *writer) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "casebook", Version: w.Version, InformationURI: homepage, Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	var names []string
	for _, p := range l {
		names = append(names, p.Rule)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, name := range names {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, w.sarifRule(name))
	}
	prints := l.fingerprints(w)
	for i, p := range l {
		result := w.sarifResult(p, prints[i])
		result.RuleIndex, _ = slices.BinarySearch(names, p.Rule)
		run.Results = append(run.Results, result)
	}
	return encode(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

func (w *writer) sarifRule(name string) sarifRule {
	text := func(s string) *sarifText {
		if s == "" {
			return nil
		}
		return &sarifText{s}
	}
	r := w.describe(name)
	return sarifRule{ID: name, Short: text(r.About), Full: text(r.Why), Help: text(r.Why)}
}

func (w *writer) sarifResult(p Problem, fingerprint string) sarifResult {
	file := sarifArtifact{(&url.URL{Path: w.path(p.File)}).String()}
	r := sarifResult{
		RuleID: p.Rule, Level: p.Severity.String(), Message: sarifText{printableLines(p.advice())},
		Locations:    []sarifLocation{{sarifPhysical{Artifact: file}}},
		Fingerprints: map[string]string{"casebook/v1": fingerprint},
	}
	if p.Line == 0 {
		return r
	}
	region := &sarifRegion{StartLine: p.Line, StartColumn: p.Column}
	r.Locations[0].Physical.Region = region
	line, ok := w.line(p)
	if !ok {
		return r
	}
	if p.Column > 0 {
		*region = sarifRegionOf(p.Line, line, about(p, line))
	}
	if s, ok := mended(p, line); ok {
		r.Fixes = []sarifFix{{
			Description: sarifText{"Write what was probably meant."},
			Changes:     []sarifChange{{file, []sarifReplacement{{sarifRegionOf(p.Line, line, s), sarifText{p.Mend.New}}}}},
		}}
	}
	return r
}

func sarifRegionOf(number int, line string, s span) sarifRegion {
	return sarifRegion{number, utf8.RuneCountInString(line[:s.from]) + 1, utf8.RuneCountInString(line[:s.to]) + 1}
}
