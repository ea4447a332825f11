package content

import (
	"fmt"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A taxonomy is a sort of thing that reviews have in common by name.
type taxonomy int

const (
	person taxonomy = iota
	team
	service
	tag
	factor
	technology
	party
	taxonomies // how many there are
)

// A naming is one mention of something by name: it exists from the first on, and
// is called what it was called there.
type naming struct {
	taxonomy taxonomy
	key      string
	name     string
}

// A reference is what one file says of another, to be looked up once all are read.
type reference struct {
	field string
	located
}

// A draftReview is a review as its own files tell it, before it is put beside
// the rest of the book.
type draftReview struct {
	*incident.Review
	*notes
	source source
	words  *vocabulary
	told   diag.List // what was found wrong in the narrative

	names      []naming
	references []reference // id, related, aliases
	cited      located     // the conversation's fingerprint, as the review has it; empty without one
	broken     bool        // the file cannot be read: the book goes without it
}

// facts reads the front matter into the review.
func (d *draftReview) facts(r *reader) {
	d.identity(r)
	d.times(r)
	d.termsOf(r)
	d.people(r)
	d.Decisions = d.decisions(r)
	d.publishing(r)
	if n := r.get("conversation"); n != nil {
		d.cited = located{r.text("conversation"), n.Line, n.Column}
	}
	d.Extra = r.extra()
}

func (d *draftReview) identity(r *reader) {
	d.Title = r.text("title")
	d.ID = r.text("id")
	if d.ID != "" {
		d.refer(r, "id", r.get("id"))
	}
	d.Summary = strings.TrimSpace(r.text("summary"))
	d.Severity = severity(r)
	d.Because = r.text("because")
	d.Status = status(r)
	d.Kind = incident.Kind(r.oneOf("kind", words(incident.Kinds)))
	if d.Kind == "" {
		d.Kind = incident.Incident
	}
}

// refer keeps a value that other files decide upon.
func (d *draftReview) refer(r *reader, field string, n *frontmatter.Node) {
	d.references = append(d.references, reference{field, located{r.sentence(n, field), n.Line, n.Column}})
}

// status returns how far the review has come. One that is not known counts as
// published, like everything that is merged.
func status(r *reader) incident.Status {
	s := incident.Status(r.oneOf("status", words(incident.Statuses)))
	for _, known := range incident.Statuses {
		if s == known {
			return s
		}
	}
	return incident.Published
}

// severity returns the review's severity: a configured one, also by its number
// alone; any other as it is written. None is ever taken for another: sev9 is not
// nearly sev1.
func severity(r *reader) string {
	given := r.text("severity")
	for _, s := range r.config.Severities {
		if fieldKey(s) == fieldKey(given) || isDigit(given) && strings.HasSuffix(s, given) {
			return s
		}
	}
	if given != "" {
		r.share(r.get("severity"), "unknown-severity", fmt.Sprintf("severity %q is not known", given),
			"known are "+strings.Join(r.config.Severities, ", ")+"; the settings' `severities:` and `values:` say which there are, and what others mean")
	}
	return given
}

func isDigit(s string) bool { return len(s) == 1 && s >= "0" && s <= "9" }

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// times reads when things happened. A time of day alone lies on the day on which
// the incident started.
func (d *draftReview) times(r *reader) {
	d.Started = r.momentOn("started", dateOf(d.source))
	if !d.Started.Known() {
		d.Started = dateOf(d.source)
	}
	d.Detected = r.momentOn("detected", d.Started)
	d.Mitigated = r.momentOn("mitigated", d.Started)
	d.Resolved = r.momentOn("resolved", d.Started)
	d.Published = r.moment("published")
}

func (d *draftReview) termsOf(r *reader) {
	d.Services = d.terms(r, service, "services")
	d.Technologies = d.terms(r, technology, "technologies")
	d.Teams = d.terms(r, team, "teams")
	d.Tags = d.terms(r, tag, "tags")
	d.Factors = d.terms(r, factor, "factors")
	d.ExternalParties = d.terms(r, party, "external_parties")
}

// terms returns the keys of the things named in a list, once each.
func (d *draftReview) terms(r *reader, t taxonomy, field string) []string {
	var keys []string
	for _, s := range r.sentences(field) {
		keys = appendNew(keys, d.named(t, s.text))
	}
	return keys
}

// named notes that something is mentioned, and returns its key.
func (d *draftReview) named(t taxonomy, name string) string {
	name = strings.TrimPrefix(strings.Trim(name, " []"), "@")
	if name == "" {
		return ""
	}
	key := d.words.fold(t, name)
	d.names = append(d.names, naming{t, key, name})
	return key
}

// appendNew appends a key unless it is empty or there already.
func appendNew(keys []string, key string) []string {
	if key == "" {
		return keys
	}
	for _, k := range keys {
		if k == key {
			return keys
		}
	}
	return append(keys, key)
}

// publishing reads what concerns where the review is to be seen.
func (d *draftReview) publishing(r *reader) {
	for _, s := range r.sentences("related") {
		d.references = append(d.references, reference{"related", s})
	}
	for _, s := range r.sentences("aliases") {
		d.references = append(d.references, reference{"aliases", s})
	}
	d.Audience = audience(r)
	d.Waivers = waivers(r)
}
