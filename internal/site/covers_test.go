package site

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

const coversBook = `
-- casebook.yaml --
title: Pumps
-- content/reviews/2026-03-14-pump.md --
---
title: The pump stopped
---
-- content/reviews/2026-03-15-pump.md --
---
title: ポンプが止まった
---
-- content/reviews/2026-03-16-pump.md --
---
title: "🔥 The pump again"
kind: near-miss
---
`

func covers(files map[string]string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, "covers/") {
			names = append(names, name)
		}
	}
	return names
}

// TestCovers: a picture for the book and for each title that can be written.
func TestCovers(t *testing.T) {
	there := func(o *Options) { o.Config.BaseURL = "https://pumps.example/book" }
	files, _ := made(t, coversBook, there)
	if names := covers(files); len(names) != 3 || !strings.HasPrefix(files[names[0]], "\x89PNG") {
		t.Errorf("covers %v", names)
	}
	has(t, files, "reviews/2026-03-14-pump/index.html", `content="The pump stopped. Incident, 14 March 2026"`, `og:image" content="https://pumps.example/book/covers/`)
	has(t, files, "reviews/2026-03-15-pump/index.html", `og:image" content="https://pumps.example/book/covers/book.png"`)
	hasNot(t, files, "reviews/2026-03-16-pump/index.html", "covers/book.png")
	has(t, files, "index.html", `og:image" content="https://pumps.example/book/covers/book.png"`)

	nowhere, _ := made(t, coversBook, nil)
	if names := covers(nowhere); names != nil {
		t.Errorf("without an address there are %v", names)
	}
	hasNot(t, nowhere, "index.html", "og:image")
}

// A keeping sink has every file that lasts.
type keeping struct {
	shelf
	kept []string
}

func (k *keeping) Keep(name string) (bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = append(k.kept, name)
	return true, nil
}

// TestCoversAreDrawnOnce: what an earlier site has is taken over; what is drawn of
// the whole book is not.
func TestCoversAreDrawnOnce(t *testing.T) {
	var sink keeping
	for _, pg := range []page{
		{address: "covers/book.png", raw: func() ([]byte, error) { return []byte("new"), nil }},
		{address: "covers/1.png", lasting: true, raw: func() ([]byte, error) { t.Error("drawn again"); return nil, nil }},
	} {
		if err := pg.write(nil, &sink); err != nil {
			t.Fatal(err)
		}
	}
	if len(sink.kept) != 1 || sink.files["covers/book.png"] != "new" {
		t.Errorf("kept %v, wrote %v", sink.kept, sink.files)
	}
}
