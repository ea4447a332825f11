package search

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

func relativesOf(t testing.TB, book *incident.Book, o Options, before *Relatives) *Relatives {
	t.Helper()
	r, err := NewRelatives(context.Background(), book, o, before)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Of the demo's two stories of certificates each is the other's nearest, by the
// words and keys that anybody would name.
func TestRelatives(t *testing.T) {
	book, o := demoBook(t)
	r := relativesOf(t, book, o, nil)
	for a, b := range map[string]string{
		"2025-02-16-courier-certificate": "2026-06-20-sixty-nine-days",
		"2026-06-20-sixty-nine-days":     "2025-02-16-courier-certificate",
		"2026-09-10-questions-only":      "2026-04-07-two-pagers",
	} {
		list := r.Of(a)
		if len(list) == 0 || list[0].Slug != b {
			t.Errorf("the nearest to %s are %+v", a, list)
		}
	}
	l := r.Of("2025-02-16-courier-certificate")[0]
	if !slices.Contains(l.Words, "certificate") || !slices.Contains(l.Services, "courier") || !slices.Contains(l.Factors, "stale-reminder") {
		t.Errorf("tied by %+v", l)
	}
	people := map[string]bool{}
	for _, p := range book.People {
		people[keyFold(p.Name)] = true
		people[p.Key] = true
	}
	for _, review := range book.Reviews {
		for i, l := range r.Of(review.Slug) {
			if l.Slug == review.Slug || l.Score < leastLikeness || l.Score > 1 || i >= mostRelatives {
				t.Errorf("%s: %+v", review.Slug, l)
			}
			for _, w := range l.Words {
				if people[w] {
					t.Errorf("%s and %s are tied by a person's name: %q", review.Slug, l.Slug, w)
				}
			}
		}
	}
	if r.Of("nowhere") != nil {
		t.Error("what is not there has relatives")
	}
}

// Relatives are the same when they are found on the way of the static form, and
// when they take over what was known.
func TestRelativesAreTheSame(t *testing.T) {
	files := booktest.WordyFiles(60)
	o := Options{Config: config.Default()}
	first := relativesOf(t, loadBook(t, files, o.Config), o, nil)
	name := pathOf(t, files, "kafka")
	files[name].Data = append(files[name].Data, "\nThe heron looked at the heron.\n"...)
	book := loadBook(t, files, o.Config)
	fresh := relativesOf(t, book, o, nil)
	updated := relativesOf(t, book, o, first)
	var sink sinkMemory
	written, err := Static(context.Background(), book, o, &sink)
	if err != nil {
		t.Fatal(err)
	}
	for _, review := range book.Reviews {
		want := fresh.Of(review.Slug)
		if diff := cmp.Diff(want, updated.Of(review.Slug)); diff != "" {
			t.Errorf("%s: made at once (-), updated (+):\n%s", review.Slug, diff)
		}
		if diff := cmp.Diff(want, written.Relatives.Of(review.Slug)); diff != "" {
			t.Errorf("%s: alone (-), with the static form (+):\n%s", review.Slug, diff)
		}
	}
}

func BenchmarkRelatives(b *testing.B) {
	o := Options{Config: config.Default()}
	r := relativesOf(b, loadBook(b, booktest.Files(1000), o.Config), o, nil)
	for b.Loop() {
		r.Of(r.reviews[500].review.Slug)
	}
}

func BenchmarkStatic(b *testing.B) {
	o := Options{Config: config.Default()}
	book := loadBook(b, booktest.WordyFiles(1000), o.Config)
	for b.Loop() {
		if _, err := Static(context.Background(), book, o, nowhere{}); err != nil {
			b.Fatal(err)
		}
	}
}

type nowhere struct{}

func (nowhere) Write(string, []byte) error { return nil }

func BenchmarkAsk(b *testing.B) {
	o := Options{Config: config.Default()}
	book := loadBook(b, booktest.WordyFiles(1000), o.Config)
	ix := indexOf(b, b.TempDir(), book, o)
	for _, query := range []string{"broker", `"the broker stalled"`, "brokr dashboard", "service:kafka pager", "rep*"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				if _, err := ix.Ask(query, Asking{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Reviews that have nothing but what all others have are like none, and no figure
// of theirs is less than a number.
func TestRelativesOfWhatAllHave(t *testing.T) {
	book := &incident.Book{}
	for _, slug := range []string{"a", "b", "c"} {
		book.Reviews = append(book.Reviews, &incident.Review{Slug: slug, Status: incident.Published, Services: []string{"pumps"}})
	}
	r := relativesOf(t, book, Options{}, nil)
	for _, review := range book.Reviews {
		if list := r.Of(review.Slug); len(list) > 0 {
			t.Errorf("%s is like %+v", review.Slug, list)
		}
	}
}
