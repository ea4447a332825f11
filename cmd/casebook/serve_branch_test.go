package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/gitrepo"
)

// dot is a small picture of one colour.
func dot(t *testing.T, c color.Color) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 2, 2))
	m.Set(0, 0, c)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A writer sees in the preview what the branch changes before anybody is asked to
// read it: the files as they are against the commit that it began at.
func TestServeBranch(t *testing.T) {
	const review, picture = "content/reviews/a/index.md", "content/reviews/a/queue.png"
	told, white, black := "The resolver kept an answer.\n\n![the queue](queue.png)\n", dot(t, color.White), dot(t, color.Black)
	dir := t.TempDir()
	who := gitrepo.Signature{Name: "Mei", Email: "mei@example.org", When: time.Date(2026, 3, 14, 2, 4, 0, 0, time.UTC)}
	_, err := gitrepo.Create(dir, []gitrepo.Commit{{
		Author: who, Committer: who, Message: "A book",
		Files: []gitrepo.File{{Path: review, Data: []byte(told)}, {Path: picture, Data: []byte(white)}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, review, told)
	put(t, dir, picture, white)
	url := serving(t, dir)
	holds := func(address, text string) func() bool {
		return func() bool { _, body := askBranch(t, url+address); return strings.Contains(body, text) }
	}
	until(t, "the way to it", holds("", `href="pull-request/index.html"`))
	until(t, "that nothing changed", holds("pull-request/", "Nothing in the book is other than in main at"))
	put(t, dir, review, strings.Replace(told, "kept", "lost", 1))
	put(t, dir, picture, black)
	until(t, "the change", holds("pull-request/", `>lost<`))
	until(t, "the picture's change", holds("pull-request/", `src="before/`+picture))
	if status, was := askBranch(t, url+"pull-request/before/"+picture); status != http.StatusOK || was != white {
		t.Errorf("the picture as it was is answered with %d, %d bytes", status, len(was))
	}
	for _, name := range []string{review, "casebook.yaml", "..%2f..%2fetc/passwd", ".git/HEAD"} {
		if status, body := askBranch(t, url+"pull-request/before/"+name); status == http.StatusOK {
			t.Errorf("%s as it was is served: %q", name, body)
		}
	}
	put(t, dir, review, told)
	put(t, dir, picture, white)
	until(t, "that it was taken back", holds("pull-request/", "Nothing in the book is other than in main at"))
}

func askBranch(t *testing.T, url string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}
