package insight

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Citations are the reviews that later reviews cite: by `related`, or by a link
// in their text. A review that is read and used is worth more than one that is
// filed. Unit: later reviews.
type Citations struct {
	Figure
	Reviews []CitedBy `json:"reviews"` // newest first, those that are cited
}

// A CitedBy is a review and the later ones that cite it.
type CitedBy struct {
	Review string   `json:"review"`
	By     []string `json:"by"` // slugs, newest first
}

// Citations are the published reviews in the scope that later ones cite,
// whenever those were written.
func (x *Insights) Citations() Citations {
	f := Citations{Reviews: []CitedBy{}, Figure: Figure{
		Key: "citations", Title: "Stories that others came back to",
		Unit:   "later reviews that name a review, or link to it",
		Quiet:  "No later review names or links to one of these yet. `related:` in the front matter, or a link in the text, does it.",
		Cannot: "Most stories are remembered without being cited, and a story nobody needed again may have done its work. `casebook citations` counts mentions in other repositories.",
		Table:  Table{Columns: []string{"Review", "Day", "Came back to it"}},
	}}
	studied := x.studied()
	by := x.citations()
	var cited []string
	for _, r := range slices.Backward(studied) {
		if len(by[r.Slug]) == 0 {
			continue
		}
		f.Reviews = append(f.Reviews, CitedBy{r.Slug, by[r.Slug]})
		f.Table.add(review(r), day(r.Started.Day()), x.titles(by[r.Slug]))
		cited = append(cited, r.Slug)
	}
	f.Rests = []Known{{len(studied), len(studied), "published reviews were looked at"}}
	if cited != nil {
		f.find(cited, "%v of %v are named or linked to by a later review.", len(cited), count(len(studied), "published review"))
	}
	return f
}

// cite finds, for each listed review, the later ones that cite it, newest first.
func (x *Insights) cite() map[string][]string {
	slugOf := map[string]string{} // by each file of a review
	for file, address := range x.book.Addresses() {
		if slug, ok := reviewIn(address); ok {
			slugOf[file] = slug
		}
	}
	by := map[string][]string{}
	for _, r := range slices.Backward(x.history) {
		cites := slices.Clone(r.Related)
		for _, n := range texts(r) {
			for _, l := range n.Links {
				if file, _, ok := incident.Local(n.File, l.Dest); ok && slugOf[file] != "" {
					cites = append(cites, slugOf[file])
				}
			}
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
