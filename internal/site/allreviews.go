package site

import (
	"bytes"
	"strings"

	"github.com/casebook-dev/casebook/internal/index"
)

// addressAllReviews is the list of all reviews in short, which the filter asks
// for where the page shows but the newest.
const addressAllReviews = "reviews/all.json"

// An allReviewsData is every review with numbers in the place of its terms.
type allReviewsData struct {
	Terms   []string     `json:"terms"`   // addresses, without the last slash
	Reviews []reviewData `json:"reviews"` // the newest first
}

type reviewData struct {
	Slug    string `json:"slug"`
	Title   string `json:"title"`
	Day     string `json:"day,omitempty"`
	Kind    string `json:"kind"`
	Minutes int    `json:"minutes"`
	Terms   []int  `json:"terms"` // places in the list of terms
}

// planAllReviews is the short list of a book that no page can hold.
func (p *press) planAllReviews() []page {
	if countOf(newest(p.years)) == countOf(p.years) {
		return nil
	}
	return []page{{address: addressAllReviews, raw: func() ([]byte, error) {
		var b bytes.Buffer
		err := encodeData(&b, p.shortList())
		return b.Bytes(), err
	}}}
}

func (p *press) shortList() allReviewsData {
	var data allReviewsData
	places := map[string]int{}
	place := func(term string) int {
		i, ok := places[term]
		if !ok {
			i = len(data.Terms)
			places[term] = i
			data.Terms = append(data.Terms, term)
		}
		return i
	}
	for _, c := range p.years {
		for _, r := range c.reviews {
			d := reviewData{Slug: r.Slug, Title: r.Title, Day: day(r.Started).ISO, Kind: kindText(r.Kind), Minutes: readingMinutes(r.Narrative.Words)}
			for _, taxonomy := range filterTaxonomies {
				for _, key := range index.Keys(r, taxonomy) {
					d.Terms = append(d.Terms, place(taxonomy+"/"+key))
				}
			}
			d.Terms = append(d.Terms, place(strings.TrimSuffix(chapter{year: c.year}.address(addressYears), "/")))
			data.Reviews = append(data.Reviews, d)
		}
	}
	return data
}
