package content

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// looksLikeHost is an address whose scheme was left out.
var looksLikeHost = regexp.MustCompile(`^(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|cloud|info|edu|gov)(?:[:/?#]|$)`)

// A follower sees where the book's links lead.
type follower struct {
	*loader
	addresses map[string]string
	reviews   map[string]*incident.Review    // by each file of theirs
	texts     map[string]*incident.Narrative // by file
	anchors   map[string]map[string]bool     // by file, made when first asked for
	exists    map[string]bool                // files without an address that were looked for
	byName    map[string][]string            // files with an address, by their name
}

// links reports every link of the book that leads nowhere.
func (l *loader) links(b *incident.Book) error {
	f := &follower{
		loader: l, addresses: b.Addresses(),
		reviews: make(map[string]*incident.Review), texts: make(map[string]*incident.Narrative),
		anchors: make(map[string]map[string]bool), exists: make(map[string]bool),
		byName: make(map[string][]string),
	}
	for _, r := range b.Reviews {
		for _, file := range filesOf(r) {
			f.reviews[file] = r
		}
	}
	all := narratives(b)
	for _, n := range all {
		f.texts[n.File] = n
	}
	for file := range f.addresses {
		f.byName[path.Base(file)] = append(f.byName[path.Base(file)], file)
	}
	for _, n := range all {
		for _, link := range n.Links {
			if err := f.follow(n, link); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow looks where one link leads.
func (f *follower) follow(n *incident.Narrative, link incident.Link) error {
	file, fragment, ok := incident.Local(n.File, link.Dest)
	if !ok {
		f.notLocal(n, link)
		return nil
	}
	if f.addresses[file] != "" {
		f.fragment(n, link, file, fragment)
		return nil
	}
	there, err := f.there(file)
	switch {
	case err != nil:
		return err
	case !there && link.Image:
		f.report(n, link, "broken-picture", "there is no picture "+file, f.nearest(n.File, file))
	case !there && looksLikeHost.MatchString(link.Dest):
		f.report(n, link, "broken-link", "there is no file "+file, "write https://"+link.Dest+" if it is an address")
	case !there:
		f.report(n, link, "broken-link", "there is no file "+file, f.nearest(n.File, file))
	case !link.Image && pictureFormat(file) == "":
		f.report(n, link, "link-off-site", file+" has no page on the site", "")
	}
	return nil
}

// notLocal reports addresses that are neither of another site nor of a file.
func (f *follower) notLocal(n *incident.Narrative, link incident.Link) {
	u, err := url.Parse(link.Dest)
	switch {
	case err != nil:
		f.report(n, link, "broken-link", fmt.Sprintf("%q is no address", link.Dest), "")
	case u.Scheme != "" || u.Host != "":
	case strings.HasPrefix(link.Dest, "/"):
		f.report(n, link, "broken-link", fmt.Sprintf("%q begins at the root, which is not the same for the site and the code host", link.Dest), f.relative(n.File, strings.TrimPrefix(u.Path, "/")))
	default:
		f.report(n, link, "broken-link", fmt.Sprintf("%q leads out of the repository", link.Dest), "")
	}
}

// there tells whether the repository has such a file or folder.
func (f *follower) there(file string) (bool, error) {
	if there, asked := f.exists[file]; asked {
		return there, nil
	}
	_, err := fs.Stat(f.fsys, file)
	if err != nil && !missing(err) {
		return false, fmt.Errorf("look for %q: %w", file, err)
	}
	f.exists[file] = err == nil
	return err == nil, nil
}

// fragment reports a fragment that its page does not have.
func (f *follower) fragment(n *incident.Narrative, link incident.Link, file, fragment string) {
	if fragment == "" {
		return
	}
	if r := f.reviews[file]; r != nil && r.Transcript == file {
		f.message(n, link, r, fragment)
		return
	}
	anchors := f.anchorsOf(file)
	if anchors == nil || anchors[strings.ToLower(fragment)] || strings.HasPrefix(fragment, "c-") {
		return
	}
	hint := "link to the file alone, or to one of its headings"
	if near := diag.Nearest(fragment, sorted(anchors)); near != "" {
		hint = fmt.Sprintf("did you mean #%s?", near)
	}
	f.report(n, link, "broken-fragment", fmt.Sprintf("%s has no heading #%s", file, fragment), hint)
}

func (f *follower) message(n *incident.Narrative, link incident.Link, r *incident.Review, id string) {
	var ids []string
	for _, m := range r.Messages {
		if m.ID == id {
			return
		}
		ids = append(ids, m.ID)
	}
	hint := "a message is named by its \"id\""
	if near := diag.Nearest(id, ids); near != "" {
		hint = fmt.Sprintf("did you mean #%s?", near)
	}
	f.report(n, link, "broken-message", fmt.Sprintf("%s has no message %q", r.Transcript, id), hint)
}

// anchorsOf are the fragments that a file's text gives to its page, in lower
// case; nil for a file without text.
func (f *follower) anchorsOf(file string) map[string]bool {
	if anchors, made := f.anchors[file]; made {
		return anchors
	}
	n := f.texts[file]
	if n == nil {
		return nil
	}
	anchors := make(map[string]bool)
	for _, b := range n.Blocks {
		if b.ID != "" {
			anchors[strings.ToLower(b.ID)] = true
		}
	}
	for _, s := range n.Statements {
		anchors[strings.ToLower(s.ID)] = true
	}
	for _, e := range n.Entries {
		anchors[strings.ToLower(e.ID)] = true
	}
	f.anchors[file] = anchors
	return anchors
}

// nearest returns a hint at the file that was probably meant: one of the same
// name elsewhere, or one of a like name in the same folder.
func (f *follower) nearest(from, file string) string {
	if same := f.byName[path.Base(file)]; len(same) > 0 {
		return f.relative(from, slices.Min(same))
	}
	entries, err := fs.ReadDir(f.fsys, path.Dir(file))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if near := diag.Nearest(path.Base(file), names); near != "" {
		return f.relative(from, path.Join(path.Dir(file), near))
	}
	return ""
}

// relative returns a hint at a file as it is written in another, or none if it
// is not there.
func (f *follower) relative(from, file string) string {
	if there, err := f.there(file); err != nil || !there {
		return ""
	}
	rel, err := filepath.Rel(path.Dir(from), file)
	if err != nil {
		return ""
	}
	return "did you mean " + filepath.ToSlash(rel) + "?"
}

func (f *follower) report(n *incident.Narrative, link incident.Link, rule, message, hint string) {
	p := diag.Problem{
		Position: diag.Position{File: n.File, Line: link.Line, Column: link.Column},
		Rule:     rule, Severity: diag.Warning, Message: message, Hint: hint,
	}
	if rule == "link-off-site" {
		p.Severity = diag.Note
	}
	f.problems = append(f.problems, p)
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}
