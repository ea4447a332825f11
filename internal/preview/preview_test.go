package preview

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
)

// A running is a preview of a directory whose files are pages as they are. A
// file that says BROKEN fails the build, one that says TYPO is a problem.
type running struct {
	dir   string
	url   string
	log   *buffer
	stop  func() error
	check func() diag.List // nil: no check
}

func start(t testing.TB, o Options) *running {
	t.Helper()
	return startWith(t, o, nil)
}

// startWith starts a preview whose sites have a check.
func startWith(t testing.TB, o Options, check func() diag.List) *running {
	t.Helper()
	p := &running{dir: t.TempDir(), log: &buffer{}, check: check}
	put(t, p.path("index.html"), "<body><h1>Home</h1></body>")
	ctx, cancel := context.WithCancel(t.Context())
	ready := make(chan string, 1)
	done := make(chan error, 1)
	o.Build = p.build
	o.Watch = append(o.Watch, p.dir)
	o.Ignore = append(o.Ignore, p.path("public"))
	o.Ready = func(url string) { ready <- url }
	o.Log = p.log
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	go func() { done <- Serve(ctx, o) }()
	p.stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { p.stop() })
	select {
	case p.url = <-ready:
	case err := <-done:
		t.Fatalf("serve: %v", err)
	}
	return p
}

func (p *running) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

func (p *running) build(context.Context, string) (Site, error) {
	site, problems := fstest.MapFS{}, diag.List{}
	source := os.DirFS(p.dir)
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, name)
		if bytes.Contains(data, []byte("BROKEN")) {
			return fmt.Errorf("read %q: broken", name)
		}
		if bytes.Contains(data, []byte("TYPO")) {
			at := diag.Position{File: name, Line: 1}
			problems = append(problems, diag.Problem{Position: at, Rule: "typo", Severity: diag.Warning, Message: "a <typo>"})
		}
		site[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		return Site{Problems: problems}, err
	}
	return Site{Files: site, Problems: problems, Check: p.check}, nil
}

// get asks for an address and returns the answer with its body.
func (p *running) get(t testing.TB, address string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, p.url+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, req)
}

func do(t testing.TB, req *http.Request) (*http.Response, string) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// eventually asks until the body holds want.
func (p *running) eventually(t testing.TB, address, want string) string {
	t.Helper()
	var body string
	for range 200 {
		if _, body = p.get(t, address); strings.Contains(body, want) {
			return body
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s never said %q, but\n%s\nlog:\n%s", address, want, body, p.log)
	return ""
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A buffer may be written and read by several goroutines.
type buffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func TestPages(t *testing.T) {
	p := start(t, Options{})
	put(t, p.path("reviews/a/index.html"), "<BODY>no end of body")
	put(t, p.path("404.html"), "<body>nothing here</body>")
	put(t, p.path("style.css"), "body{}")
	put(t, p.path("data.json"), "{}")
	put(t, p.path("search.wasm"), "x")
	put(t, p.path("x.unheardof"), "x")
	put(t, p.path("map.svg"), "<svg/>")
	p.eventually(t, "map.svg", "<svg/>")
	script := `<script src="/_casebook/reload.js" data-page="`
	for _, test := range []struct {
		address string
		status  int
		kind    string
		body    string
	}{
		{"", 200, "text/html; charset=utf-8", "<h1>Home</h1>" + script},
		{"index.html", 200, "text/html; charset=utf-8", "<h1>Home</h1>"},
		{"reviews/a/", 200, "text/html; charset=utf-8", "no end of body" + script},
		{"style.css", 200, "text/css; charset=utf-8", "body{}"},
		{"data.json", 200, "application/json", "{}"},
		{"search.wasm", 200, "application/wasm", "x"},
		{"map.svg", 200, "image/svg+xml", "<svg/>"},
		{"x.unheardof", 200, "application/octet-stream", "x"},
		{"reviews/b/", 404, "text/html; charset=utf-8", "nothing here" + script},
		{"reviews/", 404, "text/html; charset=utf-8", "nothing here"},
		{"style.css/", 404, "text/html; charset=utf-8", "nothing here"},
		{"/evil.example/", 404, "text/html; charset=utf-8", "nothing here"},
		{"_casebook/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"_casebook/problems.json", 200, "application/json", `"problems":[]`},
	} {
		resp, body := p.get(t, test.address)
		if resp.StatusCode != test.status || resp.Header.Get("Content-Type") != test.kind || !strings.Contains(body, test.body) {
			t.Errorf("%q: %d %s %q", test.address, resp.StatusCode, resp.Header.Get("Content-Type"), body)
		}
		if resp.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%q may be cached", test.address)
		}
	}
	resp, _ := p.get(t, "reviews/a?q=1")
	if to := resp.Header.Get("Location"); resp.StatusCode != 307 || to != "/reviews/a/?q=1" {
		t.Errorf("redirected with %d to %q", resp.StatusCode, to)
	}
}

func TestMethods(t *testing.T) {
	p := start(t, Options{})
	for method, want := range map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "DELETE": 405, "OPTIONS": 405} {
		req, _ := http.NewRequest(method, p.url, nil)
		if resp, _ := do(t, req); resp.StatusCode != want {
			t.Errorf("%s: %d, want %d", method, resp.StatusCode, want)
		}
	}
}

// A page of the web that points a name of its own at this machine gets nothing.
func TestForeignHost(t *testing.T) {
	p := start(t, Options{})
	_, port, _ := net.SplitHostPort(strings.Trim(strings.TrimPrefix(p.url, "http://"), "/"))
	for host, want := range map[string]int{
		"localhost:" + port: 200, "LOCALHOST": 200, "127.0.0.1": 200, "[::1]:" + port: 200, "127.8.9.1:80": 200,
		"evil.example": 421, "evil.example:" + port: 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421, "localhost.evil.example": 421,
	} {
		for _, address := range []string{"", "_casebook/problems.json", "_casebook/events"} {
			req, _ := http.NewRequest(http.MethodHead, p.url+address, nil)
			req.Host = host
			if resp, _ := do(t, req); resp.StatusCode != want {
				t.Errorf("Host: %s: %d, want %d", host, resp.StatusCode, want)
			}
		}
	}
}

func TestChanges(t *testing.T) {
	p := start(t, Options{})
	put(t, p.path("index.html"), "<body>second")
	p.eventually(t, "", "second")

	put(t, p.path("new/deep/index.html"), "a new directory")
	p.eventually(t, "new/deep/", "a new directory")
	put(t, p.path("new/deep/index.html"), "changed within it")
	p.eventually(t, "new/deep/", "changed within it")

	put(t, p.path(".index.html.swp"), "saved by renaming") // as editors do
	if err := os.Rename(p.path(".index.html.swp"), p.path("index.html")); err != nil {
		t.Fatal(err)
	}
	p.eventually(t, "", "saved by renaming")

	if err := os.RemoveAll(p.path("new")); err != nil {
		t.Fatal(err)
	}
	p.eventually(t, "new/deep/", "Not found")
}

func TestFileWatchedAlone(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "casebook.yaml")
	put(t, settings, "title: One")
	p := start(t, Options{Watch: []string{settings}})
	before := p.state(t)
	put(t, filepath.Join(filepath.Dir(settings), "beside.yaml"), "")
	put(t, settings+".new", "title: Two")
	if err := os.Rename(settings+".new", settings); err != nil {
		t.Fatal(err)
	}
	p.eventually(t, "_casebook/problems.json", fmt.Sprintf(`"build":%d`, before.Build+1))
}

func (p *running) state(t testing.TB) state {
	t.Helper()
	_, body := p.get(t, "_casebook/problems.json")
	var s struct {
		Build int
		Error string
	}
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		t.Fatal(err)
	}
	return state{Build: s.Build, Error: s.Error}
}

func TestIgnored(t *testing.T) {
	p := start(t, Options{})
	put(t, p.path("public/index.html"), "the output")
	put(t, p.path(".git/index"), "")
	put(t, p.path("index.html~"), "")
	time.Sleep(10 * quiet)
	if s := p.state(t); s.Build != 1 {
		t.Errorf("built %d times", s.Build)
	}
}

func TestBrokenBuildKeepsLastSite(t *testing.T) {
	p := start(t, Options{})
	_, good := p.get(t, "")
	put(t, p.path("index.html"), "BROKEN")
	p.eventually(t, "_casebook/problems.json", `"error":"read \"index.html\": broken"`)
	if _, body := p.get(t, ""); body != good {
		t.Errorf("the last good page is gone, or told to load anew: %q", body)
	}
	put(t, p.path("index.html"), "mended")
	p.eventually(t, "", "mended")
	if !strings.Contains(p.log.String(), `Not built: read "index.html": broken`) {
		t.Errorf("log:\n%s", p.log)
	}
}

func TestBrokenFirstBuild(t *testing.T) {
	site := newSite()
	site.rebuild(t.Context(), func(context.Context) (Site, error) { return Site{}, errors.New("no casebook") }, newLog(nil))
	server := testServer(t, site)
	p := &running{url: server}
	resp, body := p.get(t, "reviews/a/")
	if resp.StatusCode != 503 || !strings.Contains(body, "could not be built") || !strings.Contains(body, "reload.js") {
		t.Errorf("%d %q", resp.StatusCode, body)
	}
}

func testServer(t testing.TB, site *site) string {
	t.Helper()
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serveUntilDone(ctx, listener, site) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String() + "/"
}

func TestProblems(t *testing.T) {
	p := start(t, Options{})
	put(t, p.path("b.html"), "TYPO")
	p.eventually(t, "_casebook/problems.json", `"rule":"typo"`)
	put(t, p.path("a.html"), "TYPO")
	p.eventually(t, "_casebook/problems.json", `"file":"a.html"`)
	put(t, p.path("b.html"), "mended")
	p.eventually(t, "b.html", "mended")
	want := `b.html:1: warning: a <typo> [typo]
1 problem: 1 new, 0 mended
a.html:1: warning: a <typo> [typo]
2 problems: 1 new, 0 mended
1 problem: 0 new, 1 mended
`
	_, said, _ := strings.Cut(p.log.String(), "\n")
	for range 100 {
		if strings.Contains(said, "1 mended") {
			break
		}
		time.Sleep(10 * time.Millisecond)
		_, said, _ = strings.Cut(p.log.String(), "\n")
	}
	if said != want {
		t.Errorf("log:\n%s", said)
	}
}

// A search is answered by what the build offers; a build without one has none.
func TestSearch(t *testing.T) {
	s := newSite()
	ask := func(address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.Host = "localhost"
		handler{s}.ServeHTTP(w, r)
		return w
	}
	if w := ask("/search.json?q=dns"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("without a site: %d", w.Code)
	}
	s.show(Site{Files: fstest.MapFS{}, Search: func(v url.Values) ([]byte, error) {
		if v.Get("q") == "" {
			return nil, errors.New("nothing is asked")
		}
		return []byte(`{"query":"` + v.Get("q") + `"}`), nil
	}}, nil)
	if w := ask("/search.json?q=dns"); w.Code != http.StatusOK || w.Body.String() != `{"query":"dns"}` || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		t.Errorf("%d %q as %q", w.Code, w.Body, w.Header().Get("Content-Type"))
	}
	if w := ask("/search.json"); w.Code != http.StatusInternalServerError {
		t.Errorf("an error: %d", w.Code)
	}
}

func TestPortTaken(t *testing.T) {
	first := start(t, Options{})
	addr := strings.Trim(strings.TrimPrefix(first.url, "http://"), "/")
	second := start(t, Options{Addr: addr})
	if first.url == second.url {
		t.Errorf("both at %s", first.url)
	}
	second.get(t, "")
}

func TestAddrRefused(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:8222", ":8222", "192.168.1.1:1", "example.org:80", "127.0.0.1", "127.0.0.1:x", "[::]:1", "127.0.0.1:99999"} {
		l, err := listen(addr)
		if err == nil {
			l.Close()
			t.Errorf("%q: listened", addr)
		}
	}
}
