package pullrequest

import "github.com/casebook-dev/casebook/internal/incident"

// names are what people and things are called, by taxonomy and key.
type names map[string]map[string]string

// The taxonomies that names knows.
const (
	people       = "people"
	teams        = "teams"
	services     = "services"
	tags         = "tags"
	factors      = "factors"
	technologies = "technologies"
	external     = "external parties"
	reviews      = "reviews"
)

// newNames takes the names of a later book before those of an earlier one.
func newNames(earlier, later *incident.Book) names {
	n := names{}
	for _, b := range []*incident.Book{earlier, later} {
		for _, p := range b.People {
			n.add(people, p.Term)
		}
		for _, t := range b.Teams {
			n.add(teams, t.Term)
		}
		for _, s := range b.Services {
			n.add(services, s.Term)
		}
		for _, r := range b.Reviews {
			n.add(reviews, incident.Term{Key: r.Slug, Name: r.Title})
		}
		n.addAll(tags, b.Tags)
		n.addAll(factors, b.Factors)
		n.addAll(technologies, b.Technologies)
		n.addAll(external, b.ExternalParties)
	}
	return n
}

func (n names) addAll(taxonomy string, terms []*incident.Term) {
	for _, t := range terms {
		n.add(taxonomy, *t)
	}
}

func (n names) add(taxonomy string, t incident.Term) {
	if n[taxonomy] == nil {
		n[taxonomy] = map[string]string{}
	}
	if t.Name != "" {
		n[taxonomy][t.Key] = t.Name
	}
}

// of returns the name of a key, or the key.
func (n names) of(taxonomy, key string) string {
	if name := n[taxonomy][key]; name != "" {
		return name
	}
	return key
}

func (n names) all(taxonomy string, keys []string) []string {
	list := make([]string, len(keys))
	for i, key := range keys {
		list[i] = n.of(taxonomy, key)
	}
	return list
}
