package gitrepo

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// needGit skips a test where there is no git to compare with.
func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
}

// git runs the real thing, with nothing of this machine's settings.
func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	return gitWith(t, dir, nil, args...)
}

func gitWith(t testing.TB, dir string, stdin []byte, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(),
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0", "TZ=UTC",
		"GIT_AUTHOR_NAME=Ana Maria", "GIT_AUTHOR_EMAIL=ana@example.org", "GIT_AUTHOR_DATE=2026-03-14T10:00:00+01:00",
		"GIT_COMMITTER_NAME=Ana Maria", "GIT_COMMITTER_EMAIL=ana@example.org", "GIT_COMMITTER_DATE=2026-03-14T10:00:00+01:00",
	)
	cmd.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return string(out)
}

func open(t testing.TB, dir string) *Repository {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// randomHistory makes a repository with a history as no team would write it:
// branches, merges of two to four parents, resolved well, badly or not at all,
// renames, other modes, links, submodules, a file where a directory was. With an
// odd seed no file ever goes.
func randomHistory(t testing.TB, seed uint64, commits int) string {
	t.Helper()
	needGit(t)
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	g := generator{rand: rand.New(rand.NewPCG(seed, 1)), files: map[int]map[string]file{}, keep: seed%2 == 1}
	for n := 1; n <= commits; n++ {
		g.commit(n)
	}
	fmt.Fprintf(&g.out, "reset refs/heads/main\nfrom :%d\n", commits)
	gitWith(t, dir, g.out.Bytes(), "fast-import", "--quiet", "--force")
	git(t, dir, "read-tree", "main")
	return dir
}

type file struct{ mode, data string }

type generator struct {
	rand  *rand.Rand
	out   bytes.Buffer
	files map[int]map[string]file // of each commit
	tips  []int
	keep  bool
}

func (g *generator) commit(n int) {
	parents := g.parents(n)
	files := g.merged(parents)
	for range g.rand.IntN(4) {
		g.change(files)
	}
	if n == 1 {
		for range 12 {
			g.change(files)
		}
	}
	g.files[n] = files
	when := 1700000000 + n*100 + g.rand.IntN(400) - 200 // clocks lie
	fmt.Fprintf(&g.out, "commit refs/heads/work\nmark :%d\nauthor %s %d +0100\ncommitter C <c@example.org> %d +0000\ndata <<.\nchange %d\n.\n",
		n, []string{"Ana <ana@example.org>", "Bo <bo@example.org>", "Çelik Ü <c@example.org>"}[g.rand.IntN(3)], when, when, n)
	for i, p := range parents {
		fmt.Fprintf(&g.out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], p)
	}
	g.out.WriteString("deleteall\n")
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f := files[name]
		if f.mode == "160000" {
			fmt.Fprintf(&g.out, "M 160000 %s %s\n", f.data, quoted(name))
			continue
		}
		fmt.Fprintf(&g.out, "M %s inline %s\ndata %d\n%s\n", f.mode, quoted(name), len(f.data), f.data)
	}
}

func quoted(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(name) + `"`
}

// parents chooses among the tips of branches; at the end all of them meet.
func (g *generator) parents(n int) []int {
	if n == 1 {
		g.tips = []int{1}
		return nil
	}
	count := 1
	switch roll := g.rand.IntN(10); {
	case roll < 3:
		count = 2
	case roll == 3:
		count = 3 + g.rand.IntN(2)
	}
	g.rand.Shuffle(len(g.tips), func(i, j int) { g.tips[i], g.tips[j] = g.tips[j], g.tips[i] })
	parents := slices.Clone(g.tips[:min(count, len(g.tips))])
	if len(parents) == 1 && g.rand.IntN(3) == 0 && len(g.tips) < 6 {
		g.tips = append(g.tips, n) // the parent stays a tip: a branch begins
	} else {
		g.tips = append(g.tips[min(count, len(g.tips)):], n)
		if len(parents) > 1 && g.rand.IntN(4) == 0 {
			g.tips = append(g.tips, parents[1]) // merged, and carried on: criss-cross
		}
	}
	return parents
}

// merged takes every file from one of the parents.
func (g *generator) merged(parents []int) map[string]file {
	files := map[string]file{}
	if len(parents) == 0 {
		return files
	}
	var names []string
	for _, p := range parents {
		for name := range g.files[p] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	ours := g.rand.IntN(5) == 0 && !g.keep
	for _, name := range slices.Compact(names) {
		p := parents[0]
		if !ours {
			p = parents[g.rand.IntN(len(parents))]
		}
		for _, p := range append([]int{p}, parents...) {
			if f, ok := g.files[p][name]; ok {
				put(files, name, f)
				break
			}
			if !g.keep {
				break
			}
		}
	}
	return files
}

// put puts a file where no other is in its way.
func put(files map[string]file, name string, f file) {
	for other := range files {
		if strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
			delete(files, other)
		}
	}
	files[name] = f
}

var names = []string{
	"content/reviews/2026/a.md", "content/reviews/2026/b.md", "content/reviews/2026.md", "content/reviews/2026-x.md",
	"content/reviews/2025/deep/index.md", "content/reviews/2025/deep/perspectives/bo.md", "content/reviews/2025/deep.md",
	"content/reviews/ärger.md", "content/reviews/日本.md", "content/reviews/with space.md", `content/reviews/qu"ote.md`,
	"content/people/ana.md", "code/main.go", "code/content/reviews/a.md", "README.md", "content/reviews/2025", "content/reviews",
}

func (g *generator) change(files map[string]file) {
	name := names[g.rand.IntN(len(names))]
	if g.keep {
		name = names[g.rand.IntN(9)]
		name = strings.ReplaceAll(name, "2026.md", "2027.md")
		put(files, name, file{"100644", fmt.Sprintf("line\nversion %d\n", g.rand.IntN(40))})
		return
	}
	switch g.rand.IntN(9) {
	case 0:
		delete(files, name)
	case 1: // renamed
		if f, ok := files[name]; ok {
			delete(files, name)
			put(files, path.Join(path.Dir(name), fmt.Sprintf("moved-%d.md", g.rand.IntN(5))), f)
		}
	case 2:
		if f, ok := files[name]; ok && f.mode == "100644" {
			files[name] = file{"100755", f.data}
		}
	case 3:
		put(files, name, file{"120000", "target"})
	case 4:
		put(files, name, file{"160000", fmt.Sprintf("%040d", g.rand.IntN(3)+1)})
	default:
		put(files, name, file{"100644", fmt.Sprintf("line\nversion %d\n", g.rand.IntN(6))})
	}
}
