package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
// demo and of the awkward book.
func TestAuditAxe(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(auditTools(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	books := books(t)
	for _, l := range looks {
		t.Run(l.String(), func(t *testing.T) {
			ctx := browsertest.Start(t)
			if err := chromedp.Do(ctx, lookAt(l)); err != nil {
				t.Fatal(err)
			}
			for _, b := range books {
				for _, kind := range b.kinds {
					barriers(t, ctx, string(axe), b.url+kind)
				}
			}
		})
	}
}

// everyRule adds to what axe looks for by itself the size of what a finger must
// hit. Each finding becomes one line.
const everyRule = `axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
	.then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))))`

func barriers(t *testing.T, ctx context.Context, axe, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		t.Fatalf("open %q: %v", address, err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](everyRule, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("look at %q: %v", address, err)
	}
	for _, barrier := range found {
		t.Errorf("%s: %s", address, barrier)
	}
}

// TestAuditMarkup lets html-validate, and the Nu checker where there is Java,
// read every page of the demo and of the awkward book.
func TestAuditMarkup(t *testing.T) {
	tools := auditTools(t)
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

// TestAuditLighthouse lets Lighthouse rate the pages that people come to most:
// 100 in all four categories.
func TestAuditLighthouse(t *testing.T) {
	lighthouse := filepath.Join(auditTools(t), ".bin", "lighthouse")
	if browsertest.Find() == "" {
		browsertest.Start(t) // says that there is none
	}
	server := serveDemo(t)
	for _, kind := range []string{
		"", "reviews/", "reviews/2026-04-07-two-pagers/", "reviews/2026-04-07-two-pagers/conversation/",
		"people/halldora/", "services/courier/", "calendar/",
	} {
		r := rate(t, lighthouse, server.URL+"/"+kind)
		if r.onlySlow() {
			t.Logf("%q: performance %.0f, which a busy machine explains: once more", kind, r.score("performance"))
			r = rate(t, lighthouse, server.URL+"/"+kind)
		}
		t.Logf("%-50q %s", kind, r)
		if !r.perfect() {
			t.Errorf("%q: %s\n%s", kind, r, strings.Join(r.lacking(), "\n"))
		}
	}
}

// A rating is the part of Lighthouse's report that counts here.
type rating struct {
	Categories map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Title, DisplayValue string
		Score               *float64
	}
}

var categories = []string{"performance", "accessibility", "best-practices", "seo"}

func rate(t *testing.T, lighthouse, address string) rating {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), lighthouse, address, "--output=json", "--quiet", "--no-enable-error-reporting",
		"--only-categories="+strings.Join(categories, ","),
		"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-component-update")
	cmd.Env = append(os.Environ(), "CHROME_PATH="+browsertest.Find())
	out, err := cmd.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			err = fmt.Errorf("%w\n%s", err, failed.Stderr)
		}
		t.Fatalf("rate %q: %v", address, err)
	}
	var r rating
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&r); err != nil {
		t.Fatalf("rate %q: %v", address, err)
	}
	return r
}

func (r rating) score(category string) float64 { return 100 * r.Categories[category].Score }

func (r rating) perfect() bool {
	for _, c := range categories {
		if r.score(c) < 100 {
			return false
		}
	}
	return true
}

// onlySlow reports whether everything is as it should be but the time it took.
func (r rating) onlySlow() bool {
	slow := r.score("performance") < 100
	for _, c := range categories[1:] {
		slow = slow && r.score(c) == 100
	}
	return slow
}

func (r rating) String() string {
	var parts []string
	for _, c := range categories {
		parts = append(parts, fmt.Sprintf("%s %.0f", c, r.score(c)))
	}
	return strings.Join(parts, ", ")
}

// lacking names what took points away.
func (r rating) lacking() []string {
	var all []string
	for _, c := range categories {
		for _, ref := range r.Categories[c].AuditRefs {
			if a := r.Audits[ref.ID]; ref.Weight > 0 && a.Score != nil && *a.Score < 0.995 {
				all = append(all, fmt.Sprintf("  %s: %s %s", ref.ID, a.Title, a.DisplayValue))
			}
		}
	}
	return all
}
