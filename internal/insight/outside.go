package insight

import (
	"slices"
	"strings"
)

// Outside are the mentions of reviews in other repositories, as `casebook
// citations --write` found them: citations.json, which lies beside the settings.
// It holds no words of anybody: commits by their hashes, documents by their paths.
type Outside struct {
	Repositories []OutsideRepository `json:"repositories"`
}

// An OutsideRepository is one repository that was searched.
type OutsideRepository struct {
	Name    string          `json:"name"`
	Head    string          `json:"head"` // the commit up to which it was searched
	Reviews []OutsideReview `json:"reviews"`
}

// An OutsideReview is a review that the repository mentions, by its slug or id.
type OutsideReview struct {
	Review    string   `json:"review"` // slug
	Commits   []string `json:"commits"`
	Documents []string `json:"documents"`
}

// of counts the commits, documents and repositories that mention a review.
func (o Outside) of(slug string) (commits, documents, repositories int) {
	for _, repository := range o.Repositories {
		for _, r := range repository.Reviews {
			if r.Review == slug {
				commits, documents, repositories = commits+len(r.Commits), documents+len(r.Documents), repositories+1
			}
		}
	}
	return commits, documents, repositories
}

// Add puts a repository in, in the place of what was known of it.
func (o *Outside) Add(r OutsideRepository) {
	o.Repositories = slices.DeleteFunc(o.Repositories, func(known OutsideRepository) bool { return known.Name == r.Name })
	o.Repositories = append(o.Repositories, r)
	slices.SortFunc(o.Repositories, func(a, b OutsideRepository) int { return strings.Compare(a.Name, b.Name) })
}
