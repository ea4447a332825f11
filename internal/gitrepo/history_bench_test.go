package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/casebook-dev/casebook/internal/incident"
)

// cpu returns the processor time that this process has used.
func cpu(b testing.TB) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// gitCPU returns the processor time of native git for the same question.
func gitCPU(b testing.TB, dir, path string) time.Duration {
	b.Helper()
	cmd := exec.Command("git", "log", "--full-history", "-c", "--no-renames", "--name-status", "--format=%H", "HEAD", "--", path)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// yearsOfReviews makes a repository of 10,000 commits and 5,000 reviews in
// folders of year and month, each review written in two commits, every tenth on
// a branch.
func yearsOfReviews(b testing.TB) string {
	b.Helper()
	needGit(b)
	dir := b.TempDir()
	git(b, dir, "init", "-q", "-b", "main")
	var out bytes.Buffer
	mark := 0
	commit := func(branch string, from, merge, n int, text string) int {
		mark++
		when := 1500000000 + mark*3600
		fmt.Fprintf(&out, "commit refs/heads/%s\nmark :%d\nauthor Person %d <p%d@example.org> %d +0000\ncommitter Person %d <p%d@example.org> %d +0000\ndata <<.\nchange %d\n.\n",
			branch, mark, n%50, n%50, when, n%50, n%50, when, mark)
		if from > 0 {
			fmt.Fprintf(&out, "from :%d\n", from)
		}
		if merge > 0 {
			fmt.Fprintf(&out, "merge :%d\n", merge)
		}
		if text != "" {
			name := fmt.Sprintf("content/reviews/%d/%02d/%05d-something-happened.md", 2010+n/400, n%400/34+1, n)
			fmt.Fprintf(&out, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
		}
		return mark
	}
	tip := 0
	for n := range 5000 {
		text := fmt.Sprintf("---\ntitle: Review %d\n---\n\n## What happened\n\n", n)
		for i := range 20 {
			text += fmt.Sprintf("Something happened to service %d at %02d:%02d, and person %d saw it.\n", (n*7+i)%97, i, n%60, (n+i)%50)
		}
		if n%10 == 0 && n > 0 {
			base := tip
			side := commit("side", base, 0, n, text)
			side = commit("side", side, 0, n, text+"Nobody had asked the desk.\n")
			tip = commit("main", base, side, n, text+"Nobody had asked the desk.\n")
			continue
		}
		tip = commit("main", tip, 0, n, text)
		tip = commit("main", tip, 0, n, text+"Nobody had asked the desk.\n")
	}
	gitWith(b, dir, out.Bytes(), "fast-import", "--quiet", "--force")
	git(b, dir, "repack", "-adq")
	return dir
}

// BenchmarkHistory compares one walk with native git's for the same question, in
// processor time, and reports apart what following files through renames, reading
// messages and counting words add. CASEBOOK_HISTORY names a repository to take
// instead of the generated one.
func BenchmarkHistory(b *testing.B) {
	dir, path := os.Getenv("CASEBOOK_HISTORY"), "."
	if dir == "" {
		dir, path = yearsOfReviews(b), "content/reviews"
	}
	native := min(gitCPU(b, dir, path), gitCPU(b, dir, path), gitCPU(b, dir, path))
	forgetPeak()
	var walk, follow, commits, words time.Duration
	n := 0
	for b.Loop() {
		r, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		head, err := r.resolve("HEAD")
		if err != nil {
			b.Fatal(err)
		}
		var g *graph
		walk += spent(b, func() error {
			if g, err = r.readGraph(head); err != nil {
				return err
			}
			var s spec
			s.add(path)
			trouble, err := r.walk(g, &s, walker{visit: func(*visit) error { return nil }})
			return errors.Join(trouble, err)
		})
		n = len(g.nodes)
		h := &History{repo: r, graph: g, came: g.sources(), commits: map[int32]*commit{}, files: map[string]*fileHistory{}, absent: map[plumbing.Hash]bool{}}
		follow += spent(b, func() error { return h.follow(path) })
		commits += spent(b, func() error { h.readCommits(); return h.trouble })
		words += spent(b, func() error { h.readWords(); return h.trouble })
		r.Close()
	}
	each := func(total time.Duration, name string) {
		b.ReportMetric(float64(total.Microseconds())/float64(b.N*n), "µs/commit-"+name)
	}
	each(walk, "walk")
	each(follow, "follow+renames")
	each(commits, "messages")
	each(words, "words")
	times := float64(walk) / float64(b.N) / float64(native)
	peak := peakMemory(b)
	b.ReportMetric(times, "x-native")
	b.ReportMetric(peak, "MB-peak")
	if perCommit := walk / time.Duration(b.N*n); n >= 5000 && perCommit > 100*time.Microsecond {
		b.Errorf("the walk takes %s a commit", perCommit)
	}
	if times > 3.5 || peak > 150 {
		b.Errorf("the walk takes %.1f times native git's processor time, and all of it %.0f MB", times, peak)
	}
}

// spent returns the processor time of a piece of work.
func spent(b *testing.B, work func() error) time.Duration {
	b.Helper()
	began := cpu(b)
	if err := work(); err != nil {
		b.Fatal(err)
	}
	return cpu(b) - began
}

// forgetPeak makes the peak of memory begin anew: making the repository is none
// of reading it.
func forgetPeak() {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // where the system has it
}

// peakMemory returns the most memory this process had, in MB; 0 where the
// system does not tell.
func peakMemory(b *testing.B) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(text, []byte("VmHWM:"))
	var kB float64
	fmt.Sscan(string(rest), &kB)
	return kB / 1000
}

// BenchmarkTell measures what a preview does after each change, once history is
// read: 5,000 reviews are told of 10,000 revisions.
func BenchmarkTell(b *testing.B) {
	dir := yearsOfReviews(b)
	h := historyOf(b, dir, "content/reviews")
	var book incident.Book
	for name := range h.files {
		book.Reviews = append(book.Reviews, &incident.Review{Path: name, Status: incident.Published})
	}
	for i := range 50 {
		book.People = append(book.People, &incident.Person{Term: incident.Term{Key: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("Person %d", i)}})
	}
	for b.Loop() {
		for _, r := range book.Reviews {
			r.Published = incident.Moment{}
		}
		h.With(Notes{}).Tell(&book)
	}
}
