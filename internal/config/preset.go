package config

import (
	"maps"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A preset reads another schema: what a casebook.yaml would say for it. What the
// book's own file says wins, key by key.
type preset struct {
	name       string
	about      string
	reviews    string // where reviews lie; empty: at the usual place
	fields     map[string][]string
	values     map[string]map[string]string
	sections   map[incident.Section][]string
	kept       []string
	bodyFields bool
}

func presets() []preset { return []preset{icco(), cstate(), plain()} }

// Presets lists the names of the presets.
func Presets() []string {
	var names []string
	for _, p := range presets() {
		names = append(names, p.name)
	}
	return names
}

// icco is the schema of the collection of public postmortems at icco/postmortems.
func icco() preset {
	return preset{
		name:    "icco",
		about:   "a collection of public postmortems: uuid, start_time, end_time, company, product",
		reviews: "data",
		fields: map[string][]string{
			"id":               {"uuid"},
			"started":          {"start_time"},
			"resolved":         {"end_time"},
			"published":        {"source_published_at"},
			"services":         {"product"},
			"tags":             {"keywords"},
			"factors":          {"categories"},
			"external_parties": {"company"},
		},
		kept: []string{"url", "archive_url", "source_fetched_at"},
	}
}

// cstate is the schema of the status pages that cState makes.
func cstate() preset {
	return preset{
		name:    "cstate",
		about:   "the issues of a cState status page: date, resolvedWhen, severity, affected",
		reviews: "content/issues",
		fields: map[string][]string{
			"started":  {"date"},
			"resolved": {"resolvedWhen"}, // its own `resolved` is yes or no
			"services": {"affected"},
			"summary":  {"summary", "description"},
		},
		values: map[string]map[string]string{
			"severity": {"down": "sev1", "disrupted": "sev2", "notice": "sev3", "high": "sev1", "medium": "sev2", "low": "sev3", "info": "sev4"},
		},
		kept: []string{"resolved", "section", "informational", "pin", "automated", "layout", "type", "weight"},
	}
}

// plain is Markdown without front matter: lines of the body are the fields.
func plain() preset {
	return preset{
		name:       "plain",
		about:      "documents without front matter, whose body has lines such as `**Severity**: 2` and `Date: 2026-03-14`",
		bodyFields: true,
		fields: map[string][]string{
			"id":                 {"id", "incident", "incident id", "incident number", "ticket"},
			"severity":           {"severity", "severity level", "sev", "priority"},
			"started":            {"started", "start", "start time", "started at", "incident start", "incident date", "date of incident", "date"},
			"detected":           {"detected", "detected at", "time detected", "detection time"},
			"mitigated":          {"mitigated", "mitigated at", "time mitigated"},
			"resolved":           {"resolved", "resolved at", "time resolved", "end", "end time", "ended", "incident end"},
			"summary":            {"summary", "incident summary", "impact"},
			"services":           {"services", "service", "affected services", "services affected", "affected systems", "systems affected", "components", "affected"},
			"teams":              {"teams", "team", "owning team", "responsible team"},
			"tags":               {"tags", "labels", "keywords"},
			"external_parties":   {"external parties", "vendors", "vendor"},
			"participants":       {"participants", "involved", "people involved", "responders", "incident responders"},
			"review.facilitator": {"facilitator", "postmortem owner", "post-mortem owner", "review owner", "owner"},
			"review.attended":    {"attendees", "attended"},
			"review.met":         {"meeting", "meeting date", "postmortem meeting"},
		},
		values: map[string]map[string]string{
			"severity": {
				"1": "sev1", "2": "sev2", "3": "sev3", "4": "sev4",
				"sev-1": "sev1", "sev-2": "sev2", "sev-3": "sev3", "sev-4": "sev4",
				"sev 1": "sev1", "sev 2": "sev2", "sev 3": "sev3", "sev 4": "sev4",
				"p1": "sev1", "p2": "sev2", "p3": "sev3", "p4": "sev4",
				"critical": "sev1", "major": "sev2", "high": "sev2", "medium": "sev3", "minor": "sev3", "low": "sev4",
			},
		},
	}
}

// apply lays the preset over settings that are still the default ones.
func (p preset) apply(c *Config) {
	c.Preset, c.BodyFields, c.Kept = p.name, p.bodyFields, slices.Clone(p.kept)
	if p.reviews != "" {
		c.Places.Reviews = p.reviews
	}
	maps.Copy(c.Fields, p.fields)
	maps.Copy(c.Sections, p.sections)
	for key, values := range p.values {
		c.Values[key] = maps.Clone(values)
	}
}
