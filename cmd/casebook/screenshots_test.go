package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/browsertest"
)

// TestScreenshots writes pictures of pages of every kind for people to look at:
// `make screenshots` names the folder. What is longer than a sheet goes on in the
// next picture.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("CASEBOOK_SCREENSHOTS")
	if dir == "" {
		t.Skip("make screenshots runs this")
	}
	for _, b := range books(t) {
		for _, l := range looks {
			t.Run(b.name+"-"+l.String(), func(t *testing.T) {
				ctx := browsertest.Start(t)
				if err := chromedp.Do(ctx, lookAt(l)); err != nil {
					t.Fatal(err)
				}
				folder := filepath.Join(dir, b.name, l.String())
				for _, kind := range b.kinds {
					picture(t, ctx, b.url+kind, filepath.Join(folder, pictureName(kind)))
				}
			})
		}
	}
}

// loadPictures waits for those that would be loaded once they are in sight.
const loadPictures = `Promise.all([...document.images].map((i) => { i.loading = "eager"; return i.decode(); })).then(() => {})`

// answered tells whether what the address asks for has an answer, if anything.
const answered = `!location.search || document.querySelector("[data-search] [role=status]").textContent !== ""`

func pictureName(kind string) string {
	if kind == "" {
		return "home"
	}
	return strings.ReplaceAll(strings.TrimSuffix(kind, "/"), "/", "-")
}

func picture(t *testing.T, ctx context.Context, address, file string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Poll[chromedp.Void](answered), chromedp.Evaluate[chromedp.Void](loadPictures, chromedp.EvalAwaitPromise)); err != nil {
		t.Fatalf("open %q: %v", address, err)
	}
	data, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatalf("picture of %q: %v", address, err)
	}
	all, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("picture of %q: %v", address, err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	for i, sheet := range sheets(all) {
		name := file + ".png"
		if i > 0 {
			name = fmt.Sprintf("%s-%d.png", file, i+1)
		}
		if err := writePicture(name, sheet); err != nil {
			t.Fatal(err)
		}
	}
}

// sheets cuts a long picture into some that can be looked at; a page without end
// is cut off.
func sheets(all image.Image) []image.Image {
	const height, most = 1800, 8
	cut, ok := all.(interface {
		SubImage(image.Rectangle) image.Image
	})
	if !ok {
		return []image.Image{all}
	}
	var list []image.Image
	for r := all.Bounds(); r.Dy() > 0 && len(list) < most; r.Min.Y += height {
		sheet := r
		sheet.Max.Y = min(r.Max.Y, r.Min.Y+height)
		list = append(list, cut.SubImage(sheet))
	}
	return list
}

func writePicture(name string, img image.Image) error {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
