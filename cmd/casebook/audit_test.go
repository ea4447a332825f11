package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/browsertest"
)

// The audit asks other people's tools what they say of the demo. They come from
// npm, which takes a while: `make audit` installs them and names their folder.
const auditVariable = "CASEBOOK_AUDIT"

// auditTools is the folder that the tools were installed into.
func auditTools(t *testing.T) string {
	t.Helper()
	dir := os.Getenv(auditVariable)
	if dir == "" {
		t.Skip("make audit runs this, with tools that it installs")
	}
	return filepath.Join(dir, "node_modules")
}

// A look is one way of looking at a page.
type look struct {
	width  int64
	scheme string
}

func (l look) String() string { return fmt.Sprintf("%d-%s", l.width, l.scheme) }

// looks are a laptop and a phone, by day and by night.
var looks = []look{{1280, "light"}, {1280, "dark"}, {390, "light"}, {390, "dark"}}

// lookAt turns the browser's tab into what a reader has.
func lookAt(l look) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(chromedp.EmulateViewport(l.width, 900), scheme(l.scheme))
}

// TestAuditAxe lets axe-core look for barriers on a page of each kind, of the
// demo and of the awkward book: each page is opened once, and looked at by day and
// by night, wide and narrow. A browser takes a dozen of them, so that a slow
// machine does not try its patience.
func TestAuditAxe(t *testing.T) {
	tools := auditTools(t)
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join(tools, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, b := range books(t) {
		for _, kind := range b.kinds {
			addresses = append(addresses, b.url+kind)
		}
	}
	t.Run("pages", func(t *testing.T) {
		const dozen = 12
		for some := range slices.Chunk(addresses, dozen) {
			t.Run(path.Base(some[0]), func(t *testing.T) {
				t.Parallel()
				ctx := browsertest.Start(t)
				for _, address := range some {
					barriers(t, ctx, string(axe), address)
				}
			})
		}
	})
}

// everyRule adds to what axe looks for by itself the size of what a finger must
// hit. Each finding becomes one line.
const everyRule = `axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
	.then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))))`

func barriers(t *testing.T, ctx context.Context, axe, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Poll[chromedp.Void](answered), chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		t.Fatalf("open %q: %v", address, err)
	}
	for _, l := range looks {
		if err := chromedp.Do(ctx, lookAt(l)); err != nil {
			t.Fatal(err)
		}
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](everyRule, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("look at %q: %v", address, err)
		}
		for _, barrier := range found {
			t.Errorf("%s, %s: %s", address, l, barrier)
		}
	}
}

// TestAuditMarkup lets html-validate, and the Nu checker where there is Java,
// read every page of the demo and of the awkward book.
func TestAuditMarkup(t *testing.T) {
	tools := auditTools(t)
	t.Parallel()
	dir := t.TempDir()
	for _, b := range books(t) {
		if err := os.CopyFS(filepath.Join(dir, b.name), b.site); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := filepath.Abs("../../.audit/htmlvalidate.json")
	if err != nil {
		t.Fatal(err)
	}
	finds(t, filepath.Join(tools, ".bin", "html-validate"), "--config", settings, "--formatter", "text", dir)
	if _, err := exec.LookPath("java"); err != nil {
		t.Log("NOT CHECKED by the Nu checker: there is no Java")
		return
	}
	finds(t, "java", "-jar", filepath.Join(tools, "vnu-jar", "build", "dist", "vnu.jar"), "--errors-only", "--skip-non-html", dir)
}

// finds runs a tool that ends with something else than 0 when it finds fault.
func finds(t *testing.T, name string, args ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", filepath.Base(name), err, out)
	}
}

// rated are the pages that people come to most.
var rated = []string{
	"", "reviews/", "reviews/2026-04-07-two-pagers/", "reviews/2026-04-07-two-pagers/conversation/",
	"people/halldora/", "services/courier/", "calendar/",
}

// A rating is what Lighthouse says of a page, at the best of its runs.
type rating struct {
	URL     string
	Scores  map[string]float64
	Lacking []string // what took points away
	Least   float64
	Runs    int
}

// TestAuditLighthouse lets Lighthouse rate the pages: 100 in all four categories.
// It runs before the other audits, and alone, because it measures time.
func TestAuditLighthouse(t *testing.T) {
	tools := auditTools(t)
	if browsertest.Find() == "" {
		browsertest.Start(t) // says that there is none
	}
	script, err := os.Open("../../.audit/lighthouse.mjs")
	if err != nil {
		t.Fatal(err)
	}
	defer script.Close()
	server := httptest.NewServer(compressed(http.FileServerFS(demoSite(t, 0))))
	defer server.Close()
	args := []string{"--input-type=module", "-"}
	for _, address := range rated {
		args = append(args, server.URL+"/"+address)
	}
	cmd := exec.CommandContext(t.Context(), "node", args...)
	cmd.Dir, cmd.Stdin, cmd.Stderr = filepath.Dir(tools), script, os.Stderr
	cmd.Env = append(os.Environ(), "CHROME_PATH="+browsertest.Find())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("lighthouse: %v", err)
	}
	ratings := json.NewDecoder(bytes.NewReader(out))
	for range rated {
		var r rating
		if err := ratings.Decode(&r); err != nil {
			t.Fatalf("read what Lighthouse says: %v", err)
		}
		t.Logf("%-75s %v in %d", r.URL, r.Scores, r.Runs)
		if r.Least < 100 {
			t.Errorf("%s: %v\n%s", r.URL, r.Scores, strings.Join(r.Lacking, "\n"))
		}
	}
}

// compressed serves as hosts of sites do.
func compressed(site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		zip := gzip.NewWriter(w)
		defer zip.Close()
		site.ServeHTTP(zipWriter{w, zip}, r)
	})
}

type zipWriter struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (w zipWriter) Write(data []byte) (int, error) { return w.zip.Write(data) }

// WriteHeader leaves out the size, which is that of what is not compressed.
func (w zipWriter) WriteHeader(status int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(status)
}
