package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// job runs the shell lines of one job of a workflow, as a runner would: job FILE
// NAME, or ! job FILE NAME where it must fail; job FILE runs for those of an
// action. Actions that it uses are not run; what they would have done, and the
// values of expressions, the script sets up before: «env
// EXPR_github_event_workflow_run_id=7» for ${{ github.event.workflow_run.id }}.
func job(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: job FILE NAME")
	}
	text := ts.ReadFile(args[0])
	root, problems := frontmatter.ParseYAML(args[0], []byte(text))
	if root == nil || len(problems) > 0 {
		ts.Fatalf("%v", problems)
	}
	j := root.Get("jobs").Get(args[1])
	if j == nil { // of an action, or of GitLab
		j = root.Get(args[1])
	}
	if script := j.Get("script"); script != nil { // one shell for all lines
		shell(ts, neg, command(ts, "job.sh", linesOf(script), nil, ""))
		return
	}
	steps := j.Get("steps").List()
	if len(steps) == 0 {
		ts.Fatalf("%s has no job %s", args[0], args[1])
	}
	master := "failed=0\n"
	for i, s := range steps {
		run := s.Get("run")
		if run == nil || !wanted(ts, s.Get("if").Sentence()) {
			continue
		}
		env := append(environment(ts, j.Get("env")), environment(ts, s.Get("env"))...)
		line := command(ts, fmt.Sprintf("step-%d.sh", i), run.Text, env, expanded(ts, s.Get("working-directory").Sentence()))
		if always := strings.Contains(s.Get("if").Sentence(), "cancelled()"); !always {
			line = "[ $failed != 0 ] || " + line
		}
		master += line + " || failed=1\n"
	}
	shell(ts, neg, command(ts, "job.sh", master+"exit $failed\n", nil, ""))
}

var comparison = regexp.MustCompile(`^(inputs\.\w+) (==|!=) ''$`)

// wanted tells whether a condition on an input holds; of any other, the script
// sees to it that it does.
func wanted(ts *testscript.TestScript, condition string) bool {
	m := comparison.FindStringSubmatch(condition)
	return m == nil || (expanded(ts, "${{ "+m[1]+" }}") == "") == (m[2] == "==")
}

// linesOf joins the lines of a list.
func linesOf(n *frontmatter.Node) string {
	var lines []string
	for _, item := range n.List() {
		lines = append(lines, item.Sentence())
	}
	return strings.Join(lines, "\n")
}

// command is how a runner runs lines, with shell: bash.
func command(ts *testscript.TestScript, name, lines string, env []string, dir string) string {
	file := filepath.Join(ts.Getenv("WORK"), name)
	ts.Check(os.WriteFile(file, []byte(lines), 0o644))
	if dir == "" {
		dir = ts.MkAbs(".")
	}
	words := append([]string{"env", "-C", dir}, env...)
	words = append(words, "bash", "--noprofile", "--norc", "-eo", "pipefail", file)
	for i, w := range words {
		words[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
	}
	return strings.Join(words, " ")
}

// shell runs a command that must end well, or must not.
func shell(ts *testscript.TestScript, neg bool, command string) {
	if err := ts.Exec("bash", "-c", command); (err != nil) != neg {
		ts.Fatalf("it ended with %v", err)
	}
}

// environment is what a workflow sets for its lines.
func environment(ts *testscript.TestScript, n *frontmatter.Node) []string {
	var env []string
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		env = append(env, f.Key+"="+expanded(ts, f.Value.Text))
	}
	return env
}

var expression = regexp.MustCompile(`\$\{\{\s*([^}]*?)\s*\}\}`)

// expanded puts the values that the script gave in the place of expressions.
func expanded(ts *testscript.TestScript, text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		return ts.Getenv("EXPR_" + strings.ReplaceAll(name, ".", "_"))
	})
}
