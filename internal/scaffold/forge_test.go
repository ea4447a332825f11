package scaffold

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

const release = "v1.2.3"

func forgeFiles(t *testing.T, forge string) map[string]string {
	t.Helper()
	list, err := ForForge(forge, release)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range list {
		files[f.Path] = string(f.Data)
	}
	return files
}

func TestForgeFiles(t *testing.T) {
	for forge, want := range map[string][]string{
		"github": {
			".github/ISSUE_TEMPLATE/surprise.yml", ".github/actions/casebook/action.yml", ".github/dependabot.yml", ".github/pull_request_template.md",
			".github/workflows/casebook-comment.yml", ".github/workflows/casebook-publish.yml", ".github/workflows/casebook.yml",
		},
		"gitlab": {".gitlab-ci.yml", ".gitlab/issue_templates/Something surprised me.md", ".gitlab/merge_request_templates/Default.md"},
	} {
		files := forgeFiles(t, forge)
		for _, name := range want {
			if files[name] == "" {
				t.Errorf("%s: no %s", forge, name)
			}
			delete(files, name)
		}
		for name, text := range files {
			t.Errorf("%s: %s is not expected:\n%s", forge, name, text)
		}
	}
	if _, err := ForForge("cvs", release); err == nil {
		t.Error("files for a host that nobody knows")
	}
}

// TestActionIsOurs holds the action that this repository offers to the one that a
// new casebook gets.
func TestActionIsOurs(t *testing.T) {
	ours, err := os.ReadFile("../../.github/actions/casebook/action.yml")
	if err != nil {
		t.Fatal(err)
	}
	list, err := ForForge("github", "latest")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.Path == ".github/actions/casebook/action.yml" && !bytes.Equal(f.Data, ours) {
			t.Error("it differs from the template; write it anew")
		}
	}
}

// TestFormsAreYAML reads what only a code host reads otherwise.
func TestFormsAreYAML(t *testing.T) {
	for _, forge := range Forges() {
		for name, text := range forgeFiles(t, forge) {
			if ext := path.Ext(name); ext != ".yml" {
				continue
			}
			if root, problems := frontmatter.ParseYAML(name, []byte(text)); root == nil || len(problems) > 0 {
				t.Errorf("%s: %v", name, problems)
			}
			if strings.Contains(text, "[[") || strings.Contains(text, "<no value>") {
				t.Errorf("%s has an unfilled place", name)
			}
		}
	}
}

// TestActionlint has actionlint read every workflow: its syntax, expressions,
// contexts and the inputs of well-known actions.
func TestActionlint(t *testing.T) {
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{Shellcheck: "", Pyflakes: ""})
	if err != nil {
		t.Fatal(err)
	}
	if errs, err := linter.Lint("x.yml", []byte("on: pull_request\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: 'echo ${{ nothing.at_all }}'}]}}\n"), nil); err != nil || len(errs) == 0 {
		t.Errorf("it finds nothing: %v", err)
	}
	for name, text := range workflows(t) {
		if !strings.Contains(name, "/workflows/") {
			continue // actionlint knows no actions
		}
		errs, err := linter.Lint(name, []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range errs {
			t.Errorf("%s:%d:%d: %s [%s]", name, e.Line, e.Column, e.Message, e.Kind)
		}
	}
}

// TestWorkflowsAreSafe holds every workflow and action against rules of ours.
func TestWorkflowsAreSafe(t *testing.T) {
	for name, text := range workflows(t) {
		for _, fault := range faults(name, text) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// workflows are all workflows and actions, of a new casebook and of this
// repository, by name.
func workflows(t *testing.T) map[string]string {
	t.Helper()
	files := make(map[string]string)
	for name, text := range forgeFiles(t, "github") {
		if strings.Contains(name, "/workflows/") || strings.HasSuffix(name, "action.yml") {
			files[name] = text
		}
	}
	ours := os.DirFS("../..")
	names, err := fs.Glob(ours, ".github/workflows/*.yml")
	if err != nil || len(names) < 2 {
		t.Fatalf("the workflows of this repository are %v: %v", names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(ours, name)
		if err != nil {
			t.Fatal(err)
		}
		files["ours/"+name] = string(text)
	}
	return files
}

// TestFaultsAreSeen holds the rules to workflows that break them.
func TestFaultsAreSeen(t *testing.T) {
	good := forgeFiles(t, "github")[".github/workflows/casebook.yml"]
	comment := forgeFiles(t, "github")[".github/workflows/casebook-comment.yml"]
	releases := workflows(t)["ours/.github/workflows/release.yml"]
	for want, text := range map[string]string{
		"may run with rights":           strings.Replace(good, "on: pull_request\n", "on: pull_request_target\n", 1),
		"is not pinned":                 regexp.MustCompile(`checkout@[0-9a-f]{40}`).ReplaceAllString(good, "checkout@v7"),
		"does not say its version":      strings.Replace(good, " # v7.0.1", "", 1),
		"keeps credentials":             strings.Replace(good, "persist-credentials: false", "persist-credentials: true", 1),
		"puts an expression into shell": strings.Replace(good, `--base "$BASE" --format github`, `--base "${{ github.base_ref }}" --format github`, 1),
		"gives every job":               strings.Replace(good, "permissions: {}", "permissions: write-all", 1),
		"contents: write":               strings.Replace(good, "contents: read", "contents: write", 1),
		"has no limit of time":          strings.Replace(good, "timeout-minutes: 15", "continue-on-error: false", 1),
		"checks out":                    strings.Replace(comment, "    steps:\n", "    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with: {persist-credentials: false}\n", 1),
		"sets the environment":          strings.Replace(comment, "> comment.md", `>> "$GITHUB_ENV"`, 1),
		"uses a cache":                  strings.Replace(comment, "cache: false", "cache: true", 1),
		"releases from a cache":         strings.Replace(releases, "cache: false", "cache: true", 1),
	} {
		found := strings.Join(faults("x.yml", text), "\n")
		if !strings.Contains(found, want) {
			t.Errorf("%q is not seen; seen is %q", want, found)
		}
	}
}

var (
	usesLine = regexp.MustCompile(`(?m)^\s*(?:- )?uses: (\S+)(.*)$`)
	pinned   = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
)

// mayWrite lists what each job may change; all else may only read.
var mayWrite = map[string][]string{
	"comment": {"pull-requests"},
	"deploy":  {"pages", "id-token"},
	"publish": {"contents"}, // of a release, of what another job built
}

// faults are what would let a stranger's branch do more than it may.
func faults(name, text string) []string {
	root, problems := frontmatter.ParseYAML(name, []byte(text))
	if root == nil {
		return []string{fmt.Sprint(problems)}
	}
	var list []string
	fault := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	for _, m := range usesLine.FindAllStringSubmatch(text, -1) {
		switch local := strings.HasPrefix(m[1], "./"); {
		case local:
		case !pinned.MatchString(m[1]):
			fault("%s is not pinned by its commit", m[1])
		case !strings.HasPrefix(strings.TrimSpace(m[2]), "# v"):
			fault("%s does not say its version", m[1])
		}
	}
	on := root.Get("on")
	if text := fmt.Sprint(events(on)); strings.Contains(text, "pull_request_target") || strings.Contains(text, "issue_comment") {
		fault("%s may run with rights on what a stranger wrote", text)
	}
	privileged := slices.Contains(events(on), "workflow_run")
	if runs := root.Get("runs"); runs != nil {
		list = append(list, stepFaults(runs.Get("steps").List(), false)...)
		return list
	}
	if on.Get("push").Get("tags") != nil && cached(root) {
		fault("it releases from a cache, which a branch may have filled")
	}
	if p := root.Get("permissions"); p == nil || len(p.Fields) > 0 || p.Text != "" {
		fault("the workflow gives every job rights")
	}
	for _, job := range root.Get("jobs").Fields {
		permissions := job.Value.Get("permissions")
		if permissions == nil || len(permissions.Fields) == 0 {
			fault("job %s does not say its rights", job.Key)
		}
		for _, f := range permissions.Fields {
			if f.Value.Text != "read" && !slices.Contains(mayWrite[job.Key], f.Key) {
				fault("job %s has the right %s: %s", job.Key, f.Key, f.Value.Text)
			}
		}
		if job.Value.Get("timeout-minutes").Empty() {
			fault("job %s has no limit of time", job.Key)
		}
		list = append(list, stepFaults(job.Value.Get("steps").List(), privileged)...)
	}
	return list
}

// events are those that start a workflow.
func events(on *frontmatter.Node) []string {
	var list []string
	for _, n := range on.List() {
		if n.Text != "" {
			list = append(list, n.Text)
		}
		for _, f := range n.Fields {
			list = append(list, f.Key)
		}
	}
	return list
}

func stepFaults(steps []*frontmatter.Node, privileged bool) []string {
	var list []string
	for _, s := range steps {
		run, uses := s.Get("run"), s.Get("uses")
		switch {
		case run != nil && strings.Contains(run.Text, "${{"):
			list = append(list, "a step puts an expression into shell")
		case run != nil && privileged && (strings.Contains(run.Text, "GITHUB_ENV") || strings.Contains(run.Text, "GITHUB_OUTPUT") || strings.Contains(run.Text, "GITHUB_PATH")):
			list = append(list, "a step with rights sets the environment of others")
		case run != nil && privileged && (strings.Contains(run.Text, "git clone") || strings.Contains(run.Text, "git fetch")):
			list = append(list, "a step with rights checks out what a stranger wrote")
		}
		if uses == nil {
			continue
		}
		checkout := strings.HasPrefix(uses.Text, "actions/checkout@")
		switch {
		case checkout && s.Get("with").Get("persist-credentials").Empty(), checkout && s.Get("with").Get("persist-credentials").Text != "false":
			list = append(list, "a checkout keeps credentials")
		case privileged && (checkout || strings.HasPrefix(uses.Text, "./")):
			list = append(list, "a workflow with rights checks out what a stranger wrote")
		case privileged && caches(s):
			list = append(list, "a workflow with rights uses a cache")
		}
	}
	return list
}

// cached tells whether a step of any job takes something out of a cache.
func cached(workflow *frontmatter.Node) bool {
	return slices.ContainsFunc(workflow.Get("jobs").Fields, func(job frontmatter.Field) bool {
		return slices.ContainsFunc(job.Value.Get("steps").List(), caches)
	})
}

func caches(step *frontmatter.Node) bool {
	uses, cache := step.Get("uses"), step.Get("with").Get("cache")
	switch {
	case uses == nil:
		return false
	case strings.HasPrefix(uses.Text, "actions/setup-go@"): // unless it is told otherwise
		return cache == nil || cache.Text != "false"
	}
	return strings.HasPrefix(uses.Text, "actions/cache@") || !cache.Empty()
}
