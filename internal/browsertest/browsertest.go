// Package browsertest starts a headless Chromium for tests that need a real
// browser.
//
// [Start] finds the browser that CASEBOOK_BROWSER_PATH names, or else one of
// the usual names on the PATH. Without one the test is skipped; where
// CASEBOOK_BROWSER=required is set, as in CI, it fails instead, so that nobody
// takes a skipped test for one that passed.
package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long one test may keep its browser.
const patience = 2 * time.Minute

// Start returns a context for chromedp.Do with a browser of the test's own,
// which ends with the test. More tabs come from chromedp.NewContext.
func Start(t testing.TB) context.Context {
	t.Helper()
	path := Find()
	if path == "" {
		missing(t)
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), flags(t, path)...)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start %q: %v", path, err)
	}
	return ctx
}

// Find returns the path of a browser, or nothing.
func Find() string {
	if path := os.Getenv("CASEBOOK_BROWSER_PATH"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func missing(t testing.TB) {
	t.Helper()
	const what = "no browser found: install Chromium, or name one in CASEBOOK_BROWSER_PATH"
	if os.Getenv("CASEBOOK_BROWSER") == "required" {
		t.Fatal(what)
	}
	t.Skip("NOT TESTED in a browser: " + what)
}

// flags keep the browser to itself: a fresh profile, and no network but the
// addresses that the test opens.
func flags(t testing.TB, path string) []chromedp.ExecAllocatorOption {
	list := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-dev-shm-usage", true), // containers have little of it
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"),
		chromedp.WSURLReadTimeout(time.Minute), // a busy machine starts it slowly
	)
	if os.Geteuid() == 0 {
		list = append(list, chromedp.NoSandbox) // Chromium refuses to start as root otherwise
	}
	return list
}

// Complaints gathers what the pages of a tab complain of from now on: uncaught
// exceptions, refused scripts and styles, files that are not there. The returned
// function says what there was so far.
func Complaints(ctx context.Context) (func() []string, error) {
	var mu sync.Mutex
	var all []string
	err := chromedp.Listen(ctx, func(event any) {
		if text := complaint(event); text != "" {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, text)
		}
	})
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(all)
	}, err
}

func complaint(event any) string {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		d := e.ExceptionDetails
		text := d.Text
		if d.Exception != nil {
			text += " " + d.Exception.Description
		}
		return fmt.Sprintf("%s (%s:%d)", text, d.URL, d.LineNumber+1)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			return fmt.Sprintf("%s (%s)", e.Entry.Text, e.Entry.URL)
		}
	}
	return ""
}
