package config

import (
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Forges lists the code hosts whose addresses casebook knows how to write.
func Forges() []string { return []string{"github", "gitlab", "gitea", "bitbucket"} }

// EditionPeople lists how an edition may show people.
func EditionPeople() []string { return []string{"names", "roles", "pseudonyms", "none"} }

// EditionDrops lists what an edition may leave out.
func EditionDrops() []string {
	return []string{"transcript", "actions", "history", "perspectives", "surveys"}
}

// InternalDrops lists what the organisation's own edition may leave out. Its
// readers have the rest of the repository anyway.
func InternalDrops() []string { return []string{"transcript"} }

// Default returns the settings of a book that has no casebook.yaml.
func Default() Config {
	return Config{
		Title:      "Casebook",
		Language:   "en",
		Zone:       time.UTC,
		Severities: []string{"sev1", "sev2", "sev3", "sev4"},
		Places: Places{
			Reviews:  "content/reviews",
			People:   "content/people",
			Teams:    "content/teams",
			Services: "content/services",
			Tags:     "content/tags",
			Factors:  "content/factors",
			Calendar: "content/calendar",
			Patterns: "content/patterns",
			Pages:    "content/pages",
		},
		Ignore:       []string{"*template*", "_*", ".*"},
		Fields:       map[string][]string{},
		Values:       map[string]map[string]string{},
		Sections:     map[incident.Section][]string{},
		WorkingHours: WorkingHours{Start: 9 * 60, End: 18 * 60, Days: [7]bool{false, true, true, true, true, true, false}},
		Ordinary:     []string{"certificate", "disk", "quota"},
		Editions:     map[string]Edition{},
	}
}
