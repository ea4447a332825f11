package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestStart(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", "script-src 'self'")
		w.Write([]byte("<title>Here</title><script>document.title = 'inline'</script>"))
	}))
	defer server.Close()
	ctx := Start(t)
	complaints, err := Complaints(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	title, err := chromedp.Run(ctx, chromedp.Title())
	if err != nil {
		t.Fatal(err)
	}
	if title != "Here" {
		t.Errorf("title %q", title)
	}
	if all := strings.Join(complaints(), "\n"); !strings.Contains(all, "Content Security Policy") {
		t.Errorf("complaints: %q", all)
	}
}
