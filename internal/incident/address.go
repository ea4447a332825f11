package incident

import (
	"net/url"
	"path"
	"strconv"
	"strings"
)

// Addresses of pages are relative to the site's root, without a leading slash;
// those of pages end in one. They are part of the contract with readers: links
// that people kept must go on working.

// ReviewAddress is where a review is read, wherever its file lies.
func ReviewAddress(slug string) string { return "reviews/" + slug + "/" }

// ConversationAddress is where a review's conversation is read; a message is at
// its id as fragment.
func ConversationAddress(slug string) string { return ReviewAddress(slug) + "conversation/" }

// PersonAddress, TeamAddress and the like are where a term is read.
func PersonAddress(key string) string { return "people/" + key + "/" }

// TeamAddress is the address of a team's page.
func TeamAddress(key string) string { return "teams/" + key + "/" }

// ServiceAddress is the address of a service's page.
func ServiceAddress(key string) string { return "services/" + key + "/" }

// TagAddress is the address of a tag's page.
func TagAddress(key string) string { return "tags/" + key + "/" }

// FactorAddress is the address of a contributing factor's page.
func FactorAddress(key string) string { return "factors/" + key + "/" }

// PatternAddress is the address of the page of one pattern.
func PatternAddress(key string) string { return "patterns/" + key + "/" }

// PageAddress is the address of a page of free text.
func PageAddress(key string) string { return key + "/" }

// PictureAddress is where a picture of the repository is served.
func PictureAddress(file string) string { return "files/" + file }

// PerspectiveAnchor is the fragment of the i-th account in the review. Those of
// people without a name of their own are told apart by number.
func (r *Review) PerspectiveAnchor(i int) string {
	key, n := Key(r.Perspectives[i].Who), 1
	for _, before := range r.Perspectives[:i] {
		if Key(before.Who) == key {
			n++
		}
	}
	if n > 1 {
		key += "-" + strconv.Itoa(n)
	}
	return "c-perspective-" + key
}

// EventAnchor is the fragment of an event on the calendar's page.
func EventAnchor(key string) string { return "c-event-" + key }

// Addresses maps each file of the book that readers can reach, and the folder of
// each bundle, to its address. Both sides are unescaped.
func (b *Book) Addresses() map[string]string {
	m := make(map[string]string, 2*len(b.Reviews)+len(b.People)+len(b.Pictures))
	for _, r := range b.Reviews {
		r.addresses(m)
	}
	for _, p := range b.People {
		m[p.Path] = PersonAddress(p.Key)
	}
	for _, t := range b.Teams {
		m[t.Path] = TeamAddress(t.Key)
	}
	for _, s := range b.Services {
		m[s.Path] = ServiceAddress(s.Key)
	}
	for _, t := range b.Tags {
		m[t.Path] = TagAddress(t.Key)
	}
	for _, t := range b.Factors {
		m[t.Path] = FactorAddress(t.Key)
	}
	for _, e := range b.Events {
		m[e.Path] = "calendar/#" + EventAnchor(e.Key)
	}
	for _, p := range b.Patterns {
		m[p.Path] = PatternAddress(p.Key)
	}
	for _, p := range b.Pages {
		m[p.Path] = PageAddress(p.Key)
	}
	for _, p := range b.Pictures {
		m[p.Path] = PictureAddress(p.Path)
	}
	delete(m, "")
	return m
}

func (r *Review) addresses(m map[string]string) {
	m[r.Path] = ReviewAddress(r.Slug)
	m[r.Bundle] = ReviewAddress(r.Slug)
	m[r.Transcript] = ConversationAddress(r.Slug)
	for i, p := range r.Perspectives {
		if p.Heading == "" {
			m[p.Narrative.File] = ReviewAddress(r.Slug) + "#" + r.PerspectiveAnchor(i)
		}
	}
}

// Local takes a link's destination as it is written in the file from, and
// returns the path it means in the repository and its fragment. A path that
// begins with a slash begins at the repository's root, as code hosts read it. It
// is not ok for an address of another site, or a path that leaves the
// repository. A link to a fragment alone means the file itself.
func Local(from, dest string) (file, fragment string, ok bool) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	if u.Path == "" {
		return from, u.Fragment, true
	}
	if rooted, ok := strings.CutPrefix(u.Path, "/"); ok {
		return path.Clean(rooted), u.Fragment, rooted != ""
	}
	file = path.Join(path.Dir(from), u.Path)
	if file == ".." || strings.HasPrefix(file, "../") {
		return "", "", false
	}
	return file, u.Fragment, true
}
