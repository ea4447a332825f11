package pullrequest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
)

// drawn is a picture of one colour, or of noise where it is to be large.
func drawn(t *testing.T, size int, of color.Color) []byte {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	m := image.NewRGBA(image.Rect(0, 0, size, size))
	for x := range size {
		for y := range size {
			if of != nil {
				m.Set(x, y, of)
			} else {
				m.Set(x, y, color.RGBA{uint8(rng.Uint32()), uint8(rng.Uint32()), uint8(rng.Uint32()), 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Pictures travel in the page: one that shows something else is there twice, and
// one that is too large is its text.
func TestPicturesTravel(t *testing.T) {
	const text = "Told.\n\n![the queue](queue.png)\n\n![the still](still.png)\n\n![the crowd](crowd.png)\n"
	files := func(queue color.Color, text string) fstest.MapFS {
		return fstest.MapFS{
			"content/reviews/a/index.md":  {Data: []byte(text)},
			"content/reviews/a/queue.png": {Data: drawn(t, 4, queue)},
			"content/reviews/a/still.png": {Data: drawn(t, 4, color.Black)},
			"content/reviews/a/crowd.png": {Data: drawn(t, 500, nil)},
		}
	}
	base, head := side(t, "main", files(color.White, text)), side(t, "HEAD", files(color.Black, text+"\nAnd more.\n"))
	r := Compare(base, head, Options{})
	var page strings.Builder
	if err := r.WriteHTML(&page, Look{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page.String(), "data:image/png;base64,"); n != 3 { // the queue twice, the still once
		t.Errorf("%d pictures travel", n)
	}
	if !strings.Contains(page.String(), "the picture queue.png shows something else") || strings.Contains(page.String(), "still.png shows") {
		t.Error("the facts do not say which picture changed")
	}
	if !strings.Contains(page.String(), "the crowd") || page.Len() > 100_000 {
		t.Errorf("a large picture travels: %d bytes", page.Len())
	}
}

// A preview serves pictures itself: by one address where they show the same.
func TestPicturesElsewhere(t *testing.T) {
	files := func(c color.Color) fstest.MapFS {
		return fstest.MapFS{
			"content/reviews/a/index.md":  {Data: []byte("![the queue](queue.png) ![the still](still.png)")},
			"content/reviews/a/queue.png": {Data: drawn(t, 4, c)},
			"content/reviews/a/still.png": {Data: drawn(t, 4, color.Black)},
		}
	}
	r := Compare(side(t, "main", files(color.White)), side(t, "HEAD", files(color.Black)), Options{
		Picture: func(side int, path string) string { return []string{"was/", "is/"}[side] + path },
	})
	html := string(r.Reviews[0].Story.Blocks[0].HTML)
	for _, want := range []string{`<del class="chg" id="chg-1">`, `src="was/content/reviews/a/queue.png"`, `src="is/content/reviews/a/queue.png"`, `src="is/content/reviews/a/still.png"`} {
		if strings.Count(html, want) != 1 {
			t.Errorf("%s is not there once:\n%s", want, html)
		}
	}
}
