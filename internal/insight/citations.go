package insight

import (
	"iter"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Citations are the reviews that later reviews cite, by `related` or by a link in
// their text, and that commits and documents of other repositories mention, as
// far as those were searched. A review that is read and used is worth more than
// one that is filed. Unit: later reviews; commits; documents.
type Citations struct {
	Figure
	Reviews      []CitedBy `json:"reviews"`      // newest first, those that are cited
	Repositories []string  `json:"repositories"` // other ones that were searched
}

// A CitedBy is a review and what cites it.
type CitedBy struct {
	Review    string   `json:"review"`
	By        []string `json:"by"` // slugs of later reviews, newest first
	Commits   int      `json:"commits"`
	Documents int      `json:"documents"`
}

// Citations are the published reviews in the scope that are cited, whenever that
// was.
func (x *Insights) Citations() Citations {
	f := Citations{Reviews: []CitedBy{}, Repositories: []string{}, Figure: Figure{
		Key: "citations", Title: "Stories that others came back to",
		Unit:   "later reviews that name a review or link to it, and commits and documents of other repositories that mention it",
		Quiet:  "Nothing names or links to one of these yet. `related:` in the front matter, or a link in the text, does it.",
		Cannot: "Most stories are remembered without being cited, and a story nobody needed again may have done its work. Other repositories count as far as `casebook citations --write` has searched them.",
		Table:  Table{Columns: []string{"Review", "Day", "Came back to it", "Commits elsewhere", "Documents elsewhere"}},
	}}
	for _, repository := range x.cited.Repositories {
		f.Repositories = append(f.Repositories, repository.Name)
	}
	studied := x.studied()
	by := x.citations()
	var inside, outside []string
	commits, documents := 0, 0
	for _, r := range slices.Backward(studied) {
		c, d, _ := x.cited.of(r.Slug)
		if len(by[r.Slug])+c+d == 0 {
			continue
		}
		f.Reviews = append(f.Reviews, CitedBy{r.Slug, append([]string{}, by[r.Slug]...), c, d})
		f.Table.add(review(r), day(r.Started.Day()), x.titles(by[r.Slug]), c, d)
		if len(by[r.Slug]) > 0 {
			inside = append(inside, r.Slug)
		}
		if c+d > 0 {
			outside = append(outside, r.Slug)
		}
		commits, documents = commits+c, documents+d
	}
	f.Rests = []Known{{len(studied), len(studied), "published reviews were looked at"}}
	if inside != nil {
		f.find(inside, "%v of %v are named or linked to by a later review.", len(inside), count(len(studied), "published review"))
	}
	if outside != nil {
		f.find(outside, "%v and %v of %v mention %v of them.", count(commits, "commit"), count(documents, "document"), some(words(f.Repositories), 4), len(outside))
	}
	return f
}

// cite finds, for each listed review, the later ones that cite it, newest first.
func (x *Insights) cite() map[string][]string {
	by := map[string][]string{}
	for _, r := range slices.Backward(x.history) {
		cites := slices.Clone(r.Related)
		for at := range x.linked(r) {
			cites = append(cites, at.slug)
		}
		slices.Sort(cites)
		for _, slug := range slices.Compact(cites) {
			if earlier := x.bySlug[slug]; earlier != nil && earlier != r && inOrder(earlier, r) < 0 && earlier.Started.Known() {
				by[slug] = append(by[slug], r.Slug)
			}
		}
	}
	return by
}

// An anchor is a place in a review; with an empty id, the whole of it.
type anchor struct{ slug, id string }

// linked are the places in reviews that a review's text links to.
func (x *Insights) linked(r *incident.Review) iter.Seq[anchor] {
	slugOf := x.files()
	return func(yield func(anchor) bool) {
		for _, n := range texts(r) {
			for _, l := range n.Links {
				file, fragment, ok := incident.Local(n.File, l.Dest)
				if ok && slugOf[file] != "" && !yield(anchor{slugOf[file], fragment}) {
					return
				}
			}
		}
	}
}

// slugsOfFiles are the reviews' slugs by each of their files.
func (x *Insights) slugsOfFiles() map[string]string {
	slugOf := map[string]string{}
	for file, address := range x.book.Addresses() {
		if slug, ok := reviewIn(address); ok {
			slugOf[file] = slug
		}
	}
	return slugOf
}

// texts are all that a review says.
func texts(r *incident.Review) []incident.Narrative {
	list := []incident.Narrative{r.Narrative}
	for _, p := range r.Perspectives {
		if p.Heading == "" {
			list = append(list, p.Narrative)
		}
	}
	return list
}

// reviewIn is the review that an address of the site belongs to.
func reviewIn(address string) (slug string, ok bool) {
	rest, ok := strings.CutPrefix(address, "reviews/")
	slug, _, _ = strings.Cut(rest, "/")
	return slug, ok
}
