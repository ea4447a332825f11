package gitrepo

import (
	"bytes"
	"cmp"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// Limits of the search for renames by similarity, in one commit.
const (
	maxRenames = 200     // files that went, and files that came
	maxProse   = 1 << 20 // bytes of a file that is compared
	similar    = 50      // percent of two texts that are the same; Git's own measure
)

// renames finds, among files that one commit removed and files that it added,
// which are the same under another name. It returns indexes of removed by those
// of added. Files that may hold prose are looked at, Markdown or not: people forget
// the ending. Two are the same, in this order, when their content is, when the
// front matter of both has the same id, and when half of their sentences are; each
// file is used once.
func (r *Repository) renames(removed, added []leaf) map[int]int {
	f := renamer{repo: r, from: map[int]int{}, blobs: map[plumbing.Hash][]byte{}, prints: map[plumbing.Hash]fingerprint{}}
	for i, l := range removed {
		if l.removed() && isProse(l.path) {
			f.removed = append(f.removed, candidate{i, l.path, l.old})
		}
	}
	for i, l := range added {
		if l.added() && isProse(l.path) {
			f.added = append(f.added, candidate{i, l.path, l.new})
		}
	}
	if len(f.removed) == 0 || len(f.added) == 0 {
		return nil
	}
	f.pair(f.identical)
	if len(f.removed) <= maxRenames && len(f.added) <= maxRenames {
		f.pair(f.sameID)
		f.pairBySimilarity()
	}
	return f.from
}

// A renamer pairs files. Those that have found their like are taken away.
type renamer struct {
	repo           *Repository
	removed, added []candidate
	from           map[int]int
	blobs          map[plumbing.Hash][]byte
	prints         map[plumbing.Hash]fingerprint
}

type candidate struct {
	index int
	path  string
	hash  plumbing.Hash
}

// pair joins each added file with the first removed one that is the same; of
// several, with one that has the same name in another folder.
func (f *renamer) pair(same func(was, now candidate) bool) {
	f.added = slices.DeleteFunc(f.added, func(now candidate) bool {
		found := -1
		for i, was := range f.removed {
			if same(was, now) && (found < 0 || sameName(was, now) && !sameName(f.removed[found], now)) {
				found = i
			}
		}
		if found < 0 {
			return false
		}
		f.join(found, now)
		return true
	})
}

func sameName(was, now candidate) bool { return path.Base(was.path) == path.Base(now.path) }

func (f *renamer) join(removed int, now candidate) {
	f.from[now.index] = f.removed[removed].index
	f.removed = slices.Delete(f.removed, removed, removed+1)
}

func (f *renamer) identical(was, now candidate) bool { return was.hash == now.hash }

func (f *renamer) sameID(was, now candidate) bool {
	id := idOf(f.blob(was.hash))
	return id != "" && id == idOf(f.blob(now.hash))
}

// pairBySimilarity joins the pairs that are most alike first.
func (f *renamer) pairBySimilarity() {
	type pair struct{ was, now, score int }
	var pairs []pair
	for i, was := range f.removed {
		for j, now := range f.added {
			if s := similarity(f.print(was.hash), f.print(now.hash)); s >= similar {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return b.score - a.score })
	wasUsed, nowUsed := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if !wasUsed[p.was] && !nowUsed[p.now] {
			wasUsed[p.was], nowUsed[p.now] = true, true
			f.from[f.added[p.now].index] = f.removed[p.was].index
		}
	}
}

// blob returns a file's content; none when this clone leaves it out, or it is no
// prose.
func (f *renamer) blob(h plumbing.Hash) []byte {
	text, known := f.blobs[h]
	if !known {
		text, _ = f.repo.object(plumbing.BlobObject, h, maxProse) // without it there is nothing to compare
		f.blobs[h] = text
	}
	return text
}

// print returns the fingerprint of a file's content.
func (f *renamer) print(h plumbing.Hash) fingerprint {
	print, known := f.prints[h]
	if !known {
		print = fingerprintOf(f.blob(h))
		f.prints[h] = print
	}
	return print
}

// A fingerprint is the sentences of a text, as numbers that stand for them, sorted.
// Lines would not do: many write a paragraph on one.
type fingerprint struct {
	sentences []printed
	size      int
}

type printed struct {
	sentence uint32
	size     int
}

func fingerprintOf(text []byte) fingerprint {
	f := fingerprint{size: len(text)}
	for s := range sentences(text) {
		f.sentences = append(f.sentences, printed{hashOf(s), len(s)})
	}
	slices.SortFunc(f.sentences, func(a, b printed) int { return cmp.Compare(a.sentence, b.sentence) })
	return f
}

// similarity returns how many percent of the larger text stand in sentences that
// both have, by bytes.
func similarity(a, b fingerprint) int {
	large, small := max(a.size, b.size), min(a.size, b.size)
	if small == 0 || small*2 < large {
		return 0
	}
	shared := 0
	for x, y := a.sentences, b.sentences; len(x) > 0 && len(y) > 0; {
		switch {
		case x[0].sentence < y[0].sentence:
			x = x[1:]
		case x[0].sentence > y[0].sentence:
			y = y[1:]
		default:
			shared += x[0].size
			x, y = x[1:], y[1:]
		}
	}
	return shared * 100 / large
}

// sentences are the pieces of a text up to a full stop or the end of a line.
func sentences(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for line := range bytes.Lines(text) {
			for s := range bytes.SplitAfterSeq(line, []byte(". ")) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// idOf returns the outside identifier in a file's front matter.
func idOf(text []byte) string {
	if !bytes.Contains(text, []byte("id")) {
		return ""
	}
	doc, _ := frontmatter.Parse("", text)
	if doc.Root == nil {
		return ""
	}
	for _, key := range []string{"id", "uuid"} {
		if id := doc.Root.Get(key).Sentence(); id != "" {
			return id
		}
	}
	return ""
}

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

// isProse tells files that may have been a review under another name.
func isProse(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case "", ".txt", ".mdx", ".rst", ".adoc":
		return true
	}
	return isMarkdown(name)
}
