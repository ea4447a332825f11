package scaffold

import (
	"strings"
	"testing"
	"time"
)

var day = time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC)

func TestNewLiesInTheFolderOfItsYear(t *testing.T) {
	for _, depth := range []string{"", "light", "standard", "deep"} {
		f, err := New(Options{Title: `Lookups: "gone" at night`, Depth: depth, Day: day})
		if err != nil {
			t.Fatal(err)
		}
		if want := "content/reviews/2026/2026-03-14-lookups-gone-at-night.md"; f.Path != want {
			t.Errorf("depth %q: path %q, want %q", depth, f.Path, want)
		}
		if !strings.Contains(string(f.Data), `title: "Lookups: \"gone\" at night"`) {
			t.Errorf("depth %q: the title is not quoted:\n%s", depth, f.Data)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	if _, err := New(Options{Title: " ", Day: day}); err == nil {
		t.Error("an empty title was accepted")
	}
	_, err := New(Options{Title: "A story", Depth: "shallow", Day: day})
	if err == nil || !strings.Contains(err.Error(), "light, standard, deep") {
		t.Errorf("error %v does not name the depths", err)
	}
}

func TestInitNamesEveryFile(t *testing.T) {
	list, err := Init("Our casebook", "github", day)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, f := range list {
		got[f.Path] = true
		if strings.Contains(f.Path+string(f.Data), "<no value>") {
			t.Errorf("%s has an unfilled place", f.Path)
		}
	}
	for _, want := range []string{
		".gitignore", "casebook.yaml", "README.md", "content/pages/about.md", "content/people/somebody.md",
		"content/reviews/2026/2026-03-14-the-first-story.md",
	} {
		if !got[want] {
			t.Errorf("%s is missing among %v", want, got)
		}
	}
}
