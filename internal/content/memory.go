package content

import (
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Memory keeps what the last Load read from each file, so that the next reads
// only those that have changed since. What it keeps is as a file alone tells it,
// before files are put beside each other: a book that is read with a memory is
// equal to one that is read without. The zero value remembers nothing yet;
// several Loads may use one at once.
type Memory struct {
	mu   sync.Mutex
	last *reading
}

// A reading is what one Load has read. It is not changed once it is remembered.
type reading struct {
	config    config.Config
	words     *vocabulary
	documents map[string]knownDocument // by path
	reviews   map[string]knownReview   // by path
}

type knownDocument struct {
	stamp    stamp
	document *document
}

type knownReview struct {
	source source
	stamps []stamp
	draft  *draftReview
}

// A recaller is the memory as one Load uses it.
type recaller struct {
	memory *Memory // nil: nothing is recalled and nothing remembered
	before *reading
	now    *reading
	at     time.Time
	stamps map[string]stamp // of the files that there are, by path
}

func newRecaller(m *Memory, c config.Config, at time.Time) *recaller {
	r := &recaller{memory: m, at: at, before: &reading{}, now: &reading{config: c}}
	if m == nil {
		return r
	}
	r.stamps = make(map[string]stamp)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last != nil && reflect.DeepEqual(m.last.config, c) {
		r.before = m.last
	}
	return r
}

// A stamp tells whether a file has changed since it was read.
type stamp struct {
	size    int64
	changed int64 // in nanoseconds
}

// coarse is how long a file system may give one time to all changes. A file that
// changed so shortly before it was read may have changed again since.
const coarse = 2 * time.Second

// see takes the stamp of a file that lies there, if that will tell anything.
func (r *recaller) see(file string, e fs.DirEntry) {
	if r.memory == nil {
		return
	}
	info, err := e.Info()
	if err == nil && info.ModTime().Before(r.at.Add(-coarse)) {
		r.stamps[file] = stamp{info.Size(), info.ModTime().UnixNano()}
	}
}

// document returns what is remembered of a profile, an event or a page; nil if
// it may have changed.
func (r *recaller) document(file string) *document {
	known, remembered := r.before.documents[file]
	now, seen := r.stamps[file]
	if !remembered || !seen || known.stamp != now {
		return nil
	}
	return known.document.copy()
}

// keepDocuments remembers the documents as they were read.
func (r *recaller) keepDocuments(documents []*document) {
	r.now.documents = make(map[string]knownDocument)
	for _, d := range documents {
		if at, seen := r.stamps[d.file]; seen {
			r.now.documents[d.file] = knownDocument{at, d.copy()}
		}
	}
}

// learn takes the vocabulary by which reviews are read: where it is another, all
// of them are read again.
func (r *recaller) learn(words *vocabulary) {
	r.now.words = words
	if r.before.words == nil || !r.before.words.says(words) {
		r.before = &reading{}
	}
}

// review returns what is remembered of a review; nil if any of its files may
// have changed.
func (r *recaller) review(s source) *draftReview {
	known, remembered := r.before.reviews[s.path]
	if !remembered || !known.source.is(s) {
		return nil
	}
	if stamps, seen := r.stampsOf(s); !seen || !slices.Equal(known.stamps, stamps) {
		return nil
	}
	return known.draft.copy()
}

// keepReviews remembers the reviews as they were read, and makes of this reading
// the one to recall.
func (r *recaller) keepReviews(drafts []*draftReview) {
	if r.memory == nil {
		return
	}
	r.now.reviews = make(map[string]knownReview, len(drafts))
	for _, d := range drafts {
		if known, remembered := r.before.reviews[d.Path]; remembered && known.draft.notes == d.notes {
			r.now.reviews[d.Path] = known // d was recalled, not read
		} else if stamps, seen := r.stampsOf(d.source); seen {
			r.now.reviews[d.Path] = knownReview{d.source, stamps, d.copy()}
		}
	}
	r.memory.mu.Lock()
	defer r.memory.mu.Unlock()
	r.memory.last = r.now
}

// stampsOf are the stamps of all files of a review, if all are known.
func (r *recaller) stampsOf(s source) (list []stamp, seen bool) {
	for _, file := range s.files() {
		one, seen := r.stamps[file]
		if !seen {
			return nil, false
		}
		list = append(list, one)
	}
	return list, true
}

// files are all files of the review.
func (s source) files() []string {
	files := append([]string{s.path}, s.perspectives...)
	if s.transcript != "" {
		files = append(files, s.transcript)
	}
	return files
}

// is tells whether both are the same review of the same files.
func (s source) is(o source) bool {
	return s.path == o.path && s.bundle == o.bundle && s.place == o.place && s.transcript == o.transcript &&
		slices.Equal(s.perspectives, o.perspectives)
}

// copy is the document as it was read, of which a profile can be made: that
// notes what was asked for and what is wrong.
func (d *document) copy() *document {
	c, r, n := *d, *d.reader, *d.reader.notes
	n.problems, n.spread = slices.Clip(n.problems), slices.Clip(n.spread)
	r.notes, r.known, r.lines = &n, slices.Clip(r.known), slices.Clip(r.lines)
	c.reader = &r
	return &c
}

// copy is the review as it was read, to be put beside the others: that changes
// its id, its relations and its aliases, and nothing within.
func (d *draftReview) copy() *draftReview {
	c, r := *d, *d.Review
	c.Review = &r
	return &c
}

// says tells whether both tell a reader of reviews the same.
func (v *vocabulary) says(o *vocabulary) bool {
	for t := range v.keys {
		if !maps.Equal(v.keys[t], o.keys[t]) {
			return false
		}
	}
	return maps.EqualFunc(v.people, o.people, func(a, b *incident.Person) bool {
		return a.Timezone == b.Timezone && reflect.DeepEqual(a.Joined, b.Joined) && reflect.DeepEqual(a.Teams, b.Teams)
	})
}
