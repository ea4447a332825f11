package site

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Propose is where readers become writers: the code host's editor, at the right
// file, so that nobody needs more than a browser.
type Propose struct {
	Edit        string // the file in the editor
	History     string // the file's history there
	Perspective string // a new file for one's own account; empty where the host cannot open one
	Path        string // where that file goes
	Lines       string // and how it begins
}

// forgePaths are how a code host's addresses are written: what lies between the
// repository's and a file's, with %s for the branch.
type forgePaths struct{ view, edit, history, create, commit, pull string }

// forges has the addresses of each host. GitHub, Gitea and Forgejo open a new file
// with its name and text filled in; GitLab fills in its name, and ignores the text
// as this is written; Bitbucket has no address for one.
var forges = map[string]forgePaths{
	"github":    {"blob/%s", "edit/%s", "commits/%s", "new/%s", "commit/", "pull/"},
	"gitlab":    {"-/blob/%s", "-/edit/%s", "-/commits/%s", "-/new/%s", "-/commit/", "-/merge_requests/"},
	"gitea":     {"src/branch/%s", "_edit/%s", "commits/branch/%s", "_new/%s", "commit/", "pulls/"},
	"bitbucket": {"src/%s", "src/%s", "history-node/%s", "", "commits/", "pull-requests/"},
}

// onForge is the address of a file at the code host; empty when that is not known.
func onForge(r config.Repository, between func(forgePaths) string, file string) string {
	paths, known := forges[r.Forge]
	if !known {
		paths = forges["github"]
	}
	if r.URL == "" || between(paths) == "" {
		return ""
	}
	branch := r.Branch
	if branch == "" {
		branch = "HEAD"
	}
	return strings.TrimSuffix(r.URL, "/") + "/" + fmt.Sprintf(between(paths), escapePath(branch)) + "/" + escapePath(file)
}

// source is where a file is seen at the code host.
func (p *press) source(file string) string {
	return onForge(p.o.Config.Repository, func(f forgePaths) string { return f.view }, file)
}

// edit is where a change of a file is proposed.
func (p *press) edit(file string) string {
	to := onForge(p.o.Config.Repository, func(f forgePaths) string { return f.edit }, file)
	if to != "" && p.o.Config.Repository.Forge == "bitbucket" {
		to += "?mode=edit"
	}
	return to
}

// editLine is the same at a line, where the host's editor goes to one.
func (p *press) editLine(file string, line int) string {
	to := p.edit(file)
	if forge := p.o.Config.Repository.Forge; to == "" || line <= 0 || forge == "gitea" || forge == "bitbucket" {
		return to
	}
	return fmt.Sprintf("%s#L%d", to, line)
}

func (p *press) pullURL(number int) string {
	return p.forgeItem(func(f forgePaths) string { return f.pull }, fmt.Sprint(number))
}

func (p *press) commitURL(hash string) string {
	return p.forgeItem(func(f forgePaths) string { return f.commit }, hash)
}

func (p *press) forgeItem(kind func(forgePaths) string, name string) string {
	r := p.o.Config.Repository
	paths, known := forges[r.Forge]
	if r.URL == "" || !known {
		return ""
	}
	return strings.TrimSuffix(r.URL, "/") + "/" + kind(paths) + url.PathEscape(name)
}

// propose gathers the ways to take part in a review.
func (p *press) propose(r *incident.Review) *Propose {
	o := &Propose{
		Edit:    p.edit(r.Path),
		History: onForge(p.o.Config.Repository, func(f forgePaths) string { return f.history }, r.Path),
	}
	if r.Bundle == "" {
		return o
	}
	o.Path, o.Lines = path.Join(r.Bundle, "perspectives", "your-name.md"), perspectiveLines
	o.Perspective = p.newFile(r.Bundle, "perspectives/your-name.md", perspectiveLines)
	return o
}

// perspectiveLines begin one person's account, with the questions worth asking.
const perspectiveLines = `<!-- Name this file for yourself: perspectives/kieran.md. Nobody else edits it. -->

<!-- Where were you, and what were you doing just before? -->

<!-- What did you see first, and what did you take it for? -->

<!-- What did you do, and what made that the sensible thing to do? -->

<!-- What surprised you? What do you know now? -->
`

// newFile is where a new file begins with its text filled in.
func (p *press) newFile(dir, name, text string) string {
	r := p.o.Config.Repository
	to := onForge(r, func(f forgePaths) string { return f.create }, dir)
	if to == "" {
		return ""
	}
	file, value := "filename", "value"
	if r.Forge == "gitlab" {
		file, value = "file_name", "content"
	}
	return to + "?" + file + "=" + url.QueryEscape(name) + "&" + value + "=" + url.QueryEscape(text)
}
