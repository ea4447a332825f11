package gitrepo

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"
)

// A commit is a revision of the whole repository.
type commit struct {
	tree      plumbing.Hash
	parents   []plumbing.Hash
	author    signature
	committer signature
	message   string
}

// A signature says who did something, and when by their clock.
type signature struct {
	identity
	when time.Time
}

// An identity is a name and an address as Git has them.
type identity struct{ name, email string }

func (r *Repository) commit(h plumbing.Hash) (commit, error) {
	raw, err := r.object(plumbing.CommitObject, h, maxCommit)
	if err != nil {
		return commit{}, err
	}
	c, err := parseCommit(raw)
	if err != nil {
		return c, fmt.Errorf("read commit %s: %w", h, err)
	}
	return c, nil
}

// parseCommit reads a raw commit. Only what makes up the graph must be right:
// signatures and messages are taken for what can be made of them.
func parseCommit(raw []byte) (commit, error) {
	var c commit
	links, rest, err := parseLinks(raw, nil)
	if err != nil {
		return c, err
	}
	c.tree, c.parents = links.tree, links.parents
	encoding := ""
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		rest = after
		if len(line) == 0 {
			break
		}
		key, value, _ := strings.Cut(string(line), " ")
		switch key {
		case "author":
			c.author = parseSignature(value)
		case "committer":
			c.committer = parseSignature(value)
		case "encoding":
			encoding = value
		}
	}
	c.author.name, c.committer.name = decoded(c.author.name, encoding), decoded(c.committer.name, encoding)
	c.message = decoded(string(rest), encoding)
	return c, nil
}

// links are what ties a commit to others.
type links struct {
	tree    plumbing.Hash
	parents []plumbing.Hash
}

// parseLinks reads the first lines of a raw commit, its parents into the given
// slice, and returns the rest.
func parseLinks(raw []byte, parents []plumbing.Hash) (l links, rest []byte, err error) {
	corrupt := fmt.Errorf("corrupt: it names no tree")
	rest, ok := cutHash(raw, "tree ", &l.tree)
	if !ok {
		return l, nil, corrupt
	}
	l.parents = parents
	for {
		var p plumbing.Hash
		after, ok := cutHash(rest, "parent ", &p)
		if !ok {
			return l, rest, nil
		}
		l.parents, rest = append(l.parents, p), after
	}
}

// cutHash takes a line that consists of a word and a hash from the front.
func cutHash(raw []byte, word string, h *plumbing.Hash) (rest []byte, ok bool) {
	n := len(word) + 2*len(h)
	if len(raw) <= n || string(raw[:len(word)]) != word || raw[n] != '\n' {
		return raw, false
	}
	parsed, ok := parseHash(string(raw[len(word):n]))
	if !ok {
		return raw, false
	}
	*h = parsed
	return raw[n+1:], true
}

// parseSignature reads «Name <address> seconds zone». A date that cannot be read
// is the zero time.
func parseSignature(s string) signature {
	open, close := strings.IndexByte(s, '<'), strings.LastIndexByte(s, '>')
	if open < 0 || close < open {
		return signature{identity: identity{name: strings.TrimSpace(s)}}
	}
	return signature{
		identity: identity{strings.TrimSpace(s[:open]), strings.TrimSpace(s[open+1 : close])},
		when:     parseWhen(s[close+1:]),
	}
}

func parseWhen(s string) time.Time {
	const latest = 1 << 36 // the year 4147; later than that is a slip
	stamp, zone, _ := strings.Cut(strings.TrimSpace(s), " ")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || seconds <= 0 || seconds > latest {
		return time.Time{}
	}
	return time.Unix(seconds, 0).In(parseZone(zone))
}

// parseZone reads +0130. What is no such offset is UTC.
func parseZone(s string) *time.Location {
	if len(s) != 5 || s[0] != '+' && s[0] != '-' {
		return time.UTC
	}
	n, err := strconv.Atoi(s[1:])
	if err != nil || n < 0 || n%100 >= 60 || n/100 > 14 || n == 0 {
		return time.UTC
	}
	offset := (n/100*60 + n%100) * 60
	if s[0] == '-' {
		offset = -offset
	}
	return time.FixedZone("", offset)
}

// decoded makes UTF-8 of a text. Git's own default is UTF-8; before it was,
// people wrote Latin-1, whatever the header says.
func decoded(s, encoding string) string {
	if utf8.ValidString(s) && !isLatin1(encoding) {
		return s
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

func isLatin1(encoding string) bool {
	switch strings.ToLower(encoding) {
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1":
		return true
	}
	return false
}
