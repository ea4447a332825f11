package gitrepo

import (
	"regexp"
	"strconv"
	"strings"
)

// mergeSubjects are how code hosts begin the message of a merge, with the pull
// request's number.
func mergeSubjects() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^Merge pull request #(\d+) (?:from|in) `),                // GitHub, Bitbucket Server
		regexp.MustCompile(`^Merge pull request '.*' \(#(\d+)\) from `),              // Gitea, Forgejo
		regexp.MustCompile(`^Merged in .* \(pull request #(\d+)\)`),                  // Bitbucket
		regexp.MustCompile(`^Merged PR (\d+): `),                                     // Azure DevOps
		regexp.MustCompile(`^Auto merge of #(\d+) - `),                               // bors
		regexp.MustCompile(`(?m)^See merge request \S*!(\d+)$`),                      // GitLab, in the body
		regexp.MustCompile(`(?m)^Reviewed-on: \S+/(?:pulls?|merge_requests)/(\d+)$`), // Gitea's and Forgejo's trailer
	}
}

// squashed is how a subject ends when a code host made one commit of a branch.
// People end theirs so too, to mention an issue.
var squashed = regexp.MustCompile(`\(#(\d+)\)$`)

// A puller finds the pull request that a commit's message names.
type puller struct{ subjects []*regexp.Regexp }

func newPuller() puller { return puller{mergeSubjects()} }

// number returns the number of the pull request of which the commit is the merge,
// or all there is; 0 for none.
func (p puller) number(c commit) int {
	message := strings.ReplaceAll(c.message, "\r\n", "\n")
	for _, re := range p.subjects {
		if m := re.FindStringSubmatch(message); m != nil {
			return atoi(m[1])
		}
	}
	if m := squashed.FindStringSubmatch(strings.TrimSpace(firstLine(message))); m != nil && isCodeHost(c.committer.identity) {
		return atoi(m[1])
	}
	return 0
}

// atoi returns a number of few digits; 0 for any other.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n > 1e9 {
		return 0
	}
	return n
}

// isCodeHost tells whether a commit was made by pressing a button on a code host:
// the committer is then nobody.
func isCodeHost(id identity) bool {
	return strings.EqualFold(id.email, "noreply@github.com")
}

// sources tells, of each commit of a graph, by which merge it came: the nearest
// on whose other side it lies. It is -1 for those on the first-parent line from
// the tip, which came by themselves.
func (g *graph) sources() []int32 {
	came := make([]int32, len(g.nodes))
	seen := make([]bool, len(g.nodes))
	g.trace(0, -1, came, seen)
	return came
}

// trace follows first parents from a commit, and then every branch that was
// merged into that line, the oldest first: what an older merge brought, a younger
// one did not bring again.
func (g *graph) trace(from, by int32, came []int32, seen []bool) {
	var line []int32
	for at := from; !seen[at]; at = g.nodes[at].parents[0] {
		seen[at], came[at] = true, by
		line = append(line, at)
		if len(g.nodes[at].parents) == 0 {
			break
		}
	}
	for i := len(line) - 1; i >= 0; i-- {
		merge := line[i]
		if parents := g.nodes[merge].parents; len(parents) > 1 {
			for _, p := range parents[1:] {
				g.trace(p, merge, came, seen)
			}
		}
	}
}
