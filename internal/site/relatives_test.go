package site

import (
	"context"
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A review's page names those that tell of something alike, by what ties them;
// those that the review names itself stand apart already.
func TestRelatives(t *testing.T) {
	a := &incident.Review{Slug: "a", Title: "A", Status: incident.Published, Services: []string{"consul"}, Related: []string{"c"}}
	b := &incident.Review{Slug: "b", Title: "B <b>", Status: incident.Published, Services: []string{"consul"}}
	c := &incident.Review{Slug: "c", Title: "C", Status: incident.Published}
	d := &incident.Review{Slug: "d", Title: "D", Status: incident.Draft}
	book := &incident.Book{
		Reviews:  []*incident.Review{a, b, c, d},
		Services: []*incident.Service{{Term: incident.Term{Key: "consul", Name: "Consul"}}},
	}
	likeness := func(slug string) []incident.Likeness {
		if slug != "a" {
			return nil
		}
		return []incident.Likeness{{Slug: "c", Score: 0.9}, {Slug: "b", Score: 0.5, Words: []string{"<i>dns"}, Services: []string{"consul"}}, {Slug: "d"}, {Slug: "gone"}}
	}
	var sink shelf
	if _, _, err := Build(context.Background(), book, Options{Likeness: likeness}, &sink); err != nil {
		t.Fatal(err)
	}
	page := sink.files["reviews/a/index.html"]
	_, told, _ := strings.Cut(page, "Told alike")
	told, _, _ = strings.Cut(told, "</section>")
	for _, want := range []string{"B &lt;b&gt;", "&lt;i&gt;dns", "Consul</a>"} {
		if !strings.Contains(told, want) {
			t.Errorf("the page does not say %q: %s", want, told)
		}
	}
	for _, no := range []string{">C<", ">D<", "gone"} {
		if strings.Contains(told, no) {
			t.Errorf("the page says %q: %s", no, told)
		}
	}
	if data := sink.files["reviews/a/index.json"]; !strings.Contains(data, `"likeness":0.5`) {
		t.Errorf("the data does not: %s", data)
	}
	if strings.Contains(sink.files["reviews/b/index.html"], "Told alike") {
		t.Error("a review without relatives has a heading for them")
	}
}
