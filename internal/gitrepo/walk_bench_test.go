package gitrepo

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"time"
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

// BenchmarkWalk compares one walk with native git's, in processor time.
// CASEBOOK_HISTORY names a repository to take instead of the generated one.
func BenchmarkWalk(b *testing.B) {
	dir, path := os.Getenv("CASEBOOK_HISTORY"), "."
	if dir == "" {
		dir, path = yearsOfReviews(b), "content/reviews"
	}
	native := min(gitCPU(b, dir, path), gitCPU(b, dir, path), gitCPU(b, dir, path))
	commits := 0
	b.ResetTimer()
	began := cpu(b)
	for b.Loop() {
		r, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		head, err := r.resolve("HEAD")
		if err != nil {
			b.Fatal(err)
		}
		g, err := r.readGraph(head)
		if err != nil {
			b.Fatal(err)
		}
		var s spec
		s.add(path)
		if trouble, err := r.walk(g, &s, walker{visit: func(*visit) error { return nil }}); trouble != nil || err != nil {
			b.Fatal(trouble, err)
		}
		commits = len(g.nodes)
		r.Close()
	}
	ours := (cpu(b) - began) / time.Duration(b.N)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(ours.Microseconds())/float64(commits), "µs-CPU/commit")
	b.ReportMetric(float64(ours)/float64(native), "x-native-CPU")
	b.ReportMetric(float64(m.Sys)/1e6, "MB-from-system")
}
