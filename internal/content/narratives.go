package content

import "github.com/casebook-dev/casebook/internal/incident"

// narratives are all bodies of the book, reviews first. Accounts under a heading
// of a review are part of that review's own.
func narratives(b *incident.Book) []*incident.Narrative {
	var list []*incident.Narrative
	for _, r := range b.Reviews {
		list = append(list, &r.Narrative)
		for i := range r.Perspectives {
			if r.Perspectives[i].Heading == "" {
				list = append(list, &r.Perspectives[i].Narrative)
			}
		}
	}
	for _, p := range b.People {
		list = append(list, &p.Profile)
	}
	for _, t := range b.Teams {
		list = append(list, &t.Profile)
	}
	for _, s := range b.Services {
		list = append(list, &s.Profile)
	}
	for _, t := range b.Tags {
		list = append(list, &t.Profile)
	}
	for _, t := range b.Factors {
		list = append(list, &t.Profile)
	}
	for _, e := range b.Events {
		list = append(list, &e.Body)
	}
	for _, p := range b.Patterns {
		list = append(list, &p.Body)
	}
	for _, p := range b.Pages {
		list = append(list, &p.Body)
	}
	return list
}
