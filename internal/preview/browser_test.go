package preview

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/browsertest"
)

// A page under a strict policy loads itself anew, and shows and takes away its
// problems.
func TestPageInBrowser(t *testing.T) {
	const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">`
	ctx := browsertest.Start(t)
	p := start(t, Options{})
	write := func(body string) { put(t, p.path("index.html"), policy+"<body><h1>"+body+"</h1></body>") }
	complaints, err := browsertest.Complaints(ctx)
	if err != nil {
		t.Fatal(err)
	}
	write("First")
	p.eventually(t, "", "First")

	heading := `document.querySelector("h1").textContent`
	panel := `(document.querySelector("casebook-problems")?.shadowRoot.textContent ?? "no panel")`
	see := func(expression, want string) {
		t.Helper()
		var got string
		for range 500 { // a question asked while the page loads anew fails
			got, _ = chromedp.Run(ctx, chromedp.Evaluate[string](expression))
			if strings.Contains(got, want) {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Fatalf("%s is %q, want %q", expression, got, want)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(p.url)); err != nil {
		t.Fatal(err)
	}
	see(heading, "First")
	see(panel, "no panel")
	write("Second TYPO")
	see(heading, "Second")
	see(panel, "warning: a <typo> [typo]")
	write("BROKEN")
	see(panel, "Not built: this is the last good site")
	see(panel, "broken")
	see(heading, "Second")
	write("Third")
	see(heading, "Third")
	see(panel, "no panel")
	for _, c := range complaints() {
		if !strings.Contains(c, "favicon.ico") { // asked for by the browser itself
			t.Error(c)
		}
	}
}
