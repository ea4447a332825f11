package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/browsertest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/search"
)

// `make bench-search` measures the site's search beside Pagefind's on the same
// pages, and names the folder that it installed Pagefind into.
const benchVariable = "CASEBOOK_BENCH"

// The sizes of the books that are measured.
var benchSizes = []int{1_000, 10_000}

// TestBenchSearch prints a table of what the two cost who builds a site and who
// searches it.
func TestBenchSearch(t *testing.T) {
	tools := os.Getenv(benchVariable)
	if tools == "" {
		t.Skip("make bench-search runs this, with Pagefind")
	}
	pagefind := filepath.Join(tools, "node_modules", ".bin", "pagefind")
	var out strings.Builder
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "reviews\t\tCPU s\tMiB\tfiles\tMB\twithout text MB\tfirst kB\trequests\tms\tnext kB\trequests\tms")
	for _, n := range benchSizes {
		site := benchSite(t, n)
		ours := benchStatic(t, filepath.Dir(site))
		theirs := benchRun(t, exec.Command(pagefind, "--site", site, "--glob", "reviews/*/index.html", "--output-path", filepath.Join(site, "pagefind")))
		theirs.files, theirs.bytes = folderSize(t, filepath.Join(site, "pagefind"))
		_, texts := folderSize(t, filepath.Join(site, "pagefind", "fragment"))
		theirs.index = theirs.bytes - texts
		benchAsk(t, site, &ours, "casebook", ourPage)
		benchAsk(t, site, &theirs, "Pagefind", theirPage)
		for _, row := range []struct {
			name string
			cost
		}{{"casebook", ours}, {"Pagefind 1.6.0", theirs}} {
			fmt.Fprintf(table, "%d\t%s\t%.1f\t%d\t%d\t%.1f\t%.1f\t%.1f\t%d\t%.0f\t%.1f\t%d\t%.0f\n", n, row.name, row.cpu.Seconds(), row.memory>>20,
				row.files, mega(row.bytes), mega(row.index), kilo(row.first.bytes), row.first.requests, row.first.ms, kilo(row.next.bytes), row.next.requests, row.next.ms)
		}
	}
	table.Flush()
	t.Logf("ten results with snippets; medians of %d queries; CPU and memory of casebook without reading the book\n%s", len(benchQueries()), out.String())
}

// A cost is what an index takes, and a search of it.
type cost struct {
	cpu          time.Duration
	memory       int64 // the highest, in bytes
	files        int
	bytes, index int64 // index: without texts
	first, next  asked
}

// An asked query is what went over the wire, and when ten results were ready.
type asked struct {
	bytes    int64
	requests int
	ms       float64
}

func mega(n int64) float64 { return float64(n) / 1e6 }
func kilo(n int64) float64 { return float64(n) / 1e3 }

// benchSite builds a generated book whose pages answer to the benchmark.
func benchSite(t *testing.T, n int) (site string) {
	dir := t.TempDir()
	for name, f := range booktest.WordyFiles(n) {
		writeBenchFile(t, filepath.Join(dir, name), f.Data)
	}
	writeBenchFile(t, filepath.Join(dir, "assets", "search.ts"), []byte(benchScript))
	run := benchCommand(t, "casebook", "build", "--source", dir, "--quiet")
	run.Stderr = os.Stderr
	if err := run.Run(); err != nil {
		t.Fatal(err)
	}
	site = filepath.Join(dir, "public")
	writeBenchFile(t, filepath.Join(site, "bench.html"), []byte("<!doctype html><title>Pagefind</title>"))
	return site
}

func writeBenchFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// benchCommand runs the test's own binary under another name: see TestMain.
func benchCommand(t *testing.T, name string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{name}, args...)}
}

// benchStatic writes the static form alone, in a process of its own.
func benchStatic(t *testing.T, source string) cost {
	run := benchCommand(t, "casebook-static", source)
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		CPU     time.Duration
		Memory  int64
		Written search.Written
	}
	if err := json.Unmarshal(out, &c); err != nil {
		t.Fatal(err)
	}
	return cost{cpu: c.CPU, memory: c.Memory, files: c.Written.Files, bytes: c.Written.Bytes, index: c.Written.Bytes - c.Written.Text}
}

// benchStaticMain reads a book and prints what its static form cost beyond that.
func benchStaticMain() {
	dir := os.Args[1]
	book, _, err := content.Load(context.Background(), os.DirFS(dir), content.Options{Config: config.Default()})
	if err != nil {
		panic(err)
	}
	before := used()
	out, err := os.MkdirTemp("", "casebook-static-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(out)
	written, err := search.Static(context.Background(), book, search.Options{Config: config.Default()}, folderSink(out))
	if err != nil {
		panic(err)
	}
	written.Relatives = nil
	after := used()
	json.NewEncoder(os.Stdout).Encode(map[string]any{"CPU": cpuOf(after) - cpuOf(before), "Memory": after.Maxrss << 10, "Written": written})
}

func used() *syscall.Rusage {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return &u
}

func cpuOf(u *syscall.Rusage) time.Duration {
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

type folderSink string

func (f folderSink) Write(name string, data []byte) error {
	path := filepath.Join(string(f), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func benchRun(t *testing.T, cmd *exec.Cmd) cost {
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{cpu: cpuOf(u), memory: u.Maxrss << 10}
}

func folderSize(t *testing.T, dir string) (files int, bytes int64) {
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files++
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, bytes
}

// benchQueries are words that are said often and seldom, alone and together.
func benchQueries() []string {
	w := booktest.Words(12)
	return []string{
		w[1], w[4], w[7], w[9], w[11], "broker", "dashboard " + w[6], w[2] + " " + w[8], w[10] + " pager", "rollback " + w[3] + " " + w[5], "kafka", "certificate timeout",
	}
}

// A benchPage is how a page is asked: where it lies, and scripts that make it ready
// and that answer.
type benchPage struct{ address, begin, ask string }

var (
	ourPage = benchPage{"/about/", `new Promise((resolve, reject) => {
		const script = document.createElement("script");
		script.src = document.querySelector("a[data-script]").dataset.script;
		script.onload = resolve; script.onerror = reject;
		document.head.append(script);
	})`, `asked(%q)`}
	theirPage = benchPage{"/bench.html", `import("/pagefind/pagefind.js").then((p) => { window.pagefind = p; })`,
		`(async () => { const found = await pagefind.search(%q); const shown = await Promise.all(found.results.slice(0, 10).map((r) => r.data())); return shown.length; })()`}
)

// benchScript takes the place of the panel's: it asks as that does, for ten
// results with snippets.
const benchScript = `
import { Book } from "./scripts/search/book.ts";
const book = new Book(new URL(".", document.querySelector<HTMLAnchorElement>("a[data-script]")!.href));
Object.assign(window, { asked: async (question: string) => {
	const answer = await book.ask(question);
	return (await answer.hits(10)).length;
}});
`

// benchAsk asks each query in a fresh page, and then all in one.
func benchAsk(t *testing.T, site string, c *cost, name string, page benchPage) {
	t.Helper()
	counter := &counting{files: http.FileServer(http.Dir(site))}
	server := httptest.NewServer(counter)
	defer server.Close()
	var first, next []asked
	ctx := browsertest.Start(t)
	for _, query := range benchQueries() {
		open(t, ctx, server.URL+page.address) // nothing is kept from page to page
		counter.take()
		first = append(first, page.asks(t, ctx, counter, query, true))
	}
	open(t, ctx, server.URL+page.address)
	for i, query := range benchQueries() {
		counter.take()
		one := page.asks(t, ctx, counter, query, i == 0)
		if i > 0 {
			next = append(next, one)
		}
	}
	c.first, c.next = median(first), median(next)
	t.Logf("%s: first %v next %v", name, first, next)
}

func open(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
}

func (p benchPage) asks(t *testing.T, ctx context.Context, counter *counting, query string, first bool) asked {
	t.Helper()
	script := fmt.Sprintf(p.ask, query)
	if first {
		script = p.begin + ".then(() => " + script + ")"
	}
	timed := "(async () => { const began = performance.now(); await " + script + "; return performance.now() - began; })()"
	ms, err := chromedp.Run(ctx, chromedp.Evaluate[float64](timed, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("ask %q: %v", query, err)
	}
	a := counter.take()
	a.ms = ms
	return a
}

// median takes each figure by itself.
func median(list []asked) asked {
	middle := func(of func(asked) float64) float64 {
		var values []float64
		for _, a := range list {
			values = append(values, of(a))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return asked{
		bytes:    int64(middle(func(a asked) float64 { return float64(a.bytes) })),
		requests: int(middle(func(a asked) float64 { return float64(a.requests) })),
		ms:       middle(func(a asked) float64 { return a.ms }),
	}
}
