package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// ErrUnborn says that HEAD's branch has no commit yet.
var ErrUnborn = errors.New("no commit yet")

// Head returns the hash of the commit that is checked out. On a branch without
// commits it is ErrUnborn.
func (r *Repository) Head() (string, error) {
	h, err := r.ref("HEAD", 0)
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrUnborn
	}
	if err != nil {
		return "", fmt.Errorf("find HEAD: %w", err)
	}
	return h.String(), nil
}

// HeadLog returns the file in which Git notes every move of HEAD; empty when it
// keeps none. Whoever watches it learns of commits and checkouts.
func (r *Repository) HeadLog() string {
	name := filepath.Join(r.own, "logs", "HEAD")
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return name
}

// Resolve returns the hash of the commit that a name means, as `git rev-parse`
// would: a branch, a tag, a remote's branch, a hash or its beginning, HEAD; and
// after them ^, ^2, ~3.
func (r *Repository) Resolve(name string) (string, error) {
	h, err := r.resolve(name)
	if err != nil {
		return "", fmt.Errorf("find the revision %q: %w", name, err)
	}
	return h.String(), nil
}

func (r *Repository) resolve(name string) (plumbing.Hash, error) {
	base, steps := splitSteps(name)
	h, err := r.named(base)
	if err != nil {
		return h, err
	}
	if h, err = r.peel(h); err != nil {
		return h, err
	}
	for _, s := range steps {
		if h, err = r.step(h, s); err != nil {
			return h, err
		}
	}
	return h, nil
}

// A step leads from a commit to one before it.
type step struct {
	sign   byte // ^ to the n-th parent, ~ n times to the first
	number int
}

// splitSteps takes the steps off a name: main~2^2.
func splitSteps(name string) (base string, steps []step) {
	base = strings.TrimSuffix(name, "^{commit}")
	at := strings.IndexAny(base, "^~")
	if at < 0 {
		return base, nil
	}
	rest := base[at:]
	for _, m := range regexp.MustCompile(`([\^~])(\d{0,6})`).FindAllStringSubmatch(rest, -1) {
		n := 1
		if m[2] != "" {
			n, _ = strconv.Atoi(m[2]) // digits, and few of them
		}
		steps = append(steps, step{m[1][0], n})
		rest = rest[len(m[0]):]
	}
	if rest != "" {
		return name, nil // is the name of nothing
	}
	return base[:at], steps
}

func (r *Repository) step(h plumbing.Hash, s step) (plumbing.Hash, error) {
	if s.sign == '^' {
		return r.parent(h, s.number)
	}
	for range s.number {
		var err error
		if h, err = r.parent(h, 1); err != nil {
			return h, err
		}
	}
	return h, nil
}

// parent returns the n-th parent of a commit; the 0th is itself.
func (r *Repository) parent(h plumbing.Hash, n int) (plumbing.Hash, error) {
	if n == 0 {
		return h, nil
	}
	c, err := r.commit(h)
	if err != nil {
		return h, err
	}
	if n > len(c.parents) || r.shallow[h] {
		return h, fmt.Errorf("commit %s has no parent number %d here", h, n)
	}
	return c.parents[n-1], nil
}

// named finds what a name without steps means, in Git's order.
func (r *Repository) named(name string) (plumbing.Hash, error) {
	if name == "@" {
		name = "HEAD"
	}
	if h, ok := parseHash(name); ok {
		return h, nil
	}
	for _, dir := range []string{"", "refs", "refs/tags", "refs/heads", "refs/remotes"} {
		full := path.Join(dir, name)
		if dir == "" && !strings.HasPrefix(name, "refs/") && name != strings.ToUpper(name) {
			continue // only such as HEAD lie at the top
		}
		h, err := r.ref(full, 0)
		if !errors.Is(err, fs.ErrNotExist) {
			return h, err
		}
	}
	if h, err := r.ref(path.Join("refs/remotes", name, "HEAD"), 0); err == nil {
		return h, nil
	}
	return r.abbreviated(name)
}

// ref reads a reference, following symbolic ones. One that is not there is
// fs.ErrNotExist.
func (r *Repository) ref(name string, depth int) (h plumbing.Hash, err error) {
	if !validRef(name) {
		return h, fs.ErrNotExist
	}
	if depth > 5 {
		return h, fmt.Errorf("reference %q leads in a circle", name)
	}
	text, err := r.read(name)
	if err != nil {
		return r.packedRef(name)
	}
	if target, ok := strings.CutPrefix(strings.TrimSpace(text), "ref: "); ok {
		return r.ref(target, depth+1)
	}
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\t") // as in FETCH_HEAD
	if h, ok := parseHash(first); ok {
		return h, nil
	}
	return h, fmt.Errorf("reference %q is corrupt", name)
}

func (r *Repository) packedRef(name string) (h plumbing.Hash, err error) {
	text, err := r.read("packed-refs")
	if err != nil {
		return h, fs.ErrNotExist
	}
	for line := range strings.Lines(text) {
		hash, found := strings.CutSuffix(strings.TrimRight(line, "\r\n"), " "+name)
		if h, ok := parseHash(hash); found && ok {
			return h, nil
		}
	}
	return h, fs.ErrNotExist
}

// validRef keeps names from leading elsewhere.
func validRef(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\\:?*[ \x00\x7f") && !strings.HasSuffix(name, ".lock")
}

// abbreviated finds the one object whose hash begins as given.
func (r *Repository) abbreviated(name string) (h plumbing.Hash, err error) {
	const fewest = 4
	unknown := errors.New("there is no branch, tag or commit of this name here")
	if len(name) < fewest || !regexp.MustCompile(`^[0-9a-f]+$`).MatchString(name) {
		return h, unknown
	}
	prefix, _ := parseHash(name + strings.Repeat("0", 2*len(h)-len(name)))
	found := map[plumbing.Hash]bool{}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.stores {
		list, err := s.HashesWithPrefix(prefix[:len(name)/2])
		if err != nil {
			return h, err
		}
		for _, candidate := range list {
			if strings.HasPrefix(candidate.String(), name) && isCommitIn(s, candidate) {
				found[candidate], h = true, candidate
			}
		}
	}
	switch len(found) {
	case 0:
		return h, unknown
	case 1:
		return h, nil
	}
	return h, errors.New("several commits begin like this; write more of the hash")
}

func isCommitIn(s storer, h plumbing.Hash) bool {
	_, err := content(s, plumbing.CommitObject, h, maxCommit)
	return err == nil
}

// peel returns the commit that a tag means.
func (r *Repository) peel(h plumbing.Hash) (plumbing.Hash, error) {
	for range 5 {
		text, err := r.object(plumbing.TagObject, h, maxCommit)
		if err != nil {
			break // no tag
		}
		line, _, _ := bytes.Cut(text, []byte("\n"))
		target, ok := parseHash(string(bytes.TrimPrefix(line, []byte("object "))))
		if !ok {
			return h, fmt.Errorf("tag %s is corrupt", h)
		}
		h = target
	}
	_, err := r.commit(h)
	return h, err
}
