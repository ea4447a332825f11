package content

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// An edited casebook changes at random, a second of its own clock at a time.
type edited struct {
	*rand.Rand
	files fstest.MapFS
	now   time.Time
}

func newEdited(seed uint64) *edited {
	e := &edited{rand.New(rand.NewPCG(seed, 1)), booktest.Files(12), time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC)}
	for _, f := range e.files {
		f.ModTime = e.now
	}
	return e
}

func (e *edited) put(name, text string) {
	e.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: e.now}
}

// any returns one of the files below a folder.
func (e *edited) any(folder string) string {
	var names []string
	for name := range e.files {
		if strings.HasPrefix(name, folder) {
			names = append(names, name)
		}
	}
	if names == nil {
		return folder + "new.md"
	}
	slices.Sort(names)
	return names[e.IntN(len(names))]
}

// add writes a file anew with a line put into its front matter.
func (e *edited) add(name, line string) {
	text := "---\n---\n"
	if f := e.files[name]; f != nil {
		text = string(f.Data)
	}
	e.put(name, strings.Replace(text, "---\n", "---\n"+line+"\n", 1))
}

const (
	reviewsFolder = "content/reviews/"
	peopleFolder  = "content/people/"
)

func (e *edited) change() string {
	e.now = e.now.Add(time.Duration(e.IntN(3000)) * time.Millisecond)
	n := e.IntN(100)
	bundle := fmt.Sprintf("%s2026/bundle-%d/", reviewsFolder, n%2)
	review, person := e.any(reviewsFolder), e.any(peopleFolder)
	switch n % 16 {
	case 0:
		e.add(review, "summary: Said by @ari-platform.")
	case 1:
		e.add(review, "aliases: [/old/, /reviews/new/]")
	case 2:
		e.add(review, "related: [new, INC-3, nobody]")
	case 3:
		e.add(review, "id: INC-1")
	case 4:
		e.put(review, "---\nnever: closed\n")
	case 5:
		e.put(reviewsFolder+"new.md", "---\ntitel: Spelled wrongly\n---\nSee [it](../people/nobody.md).\n")
	case 6:
		e.put(reviewsFolder+"2020/new.md", "# The same address\n\n- 02:04 it began\n")
	case 7:
		delete(e.files, review)
	case 8:
		e.put(bundle+"index.md", "# A bundle\n\n## What happened\n\n@bel-platform ![picture](none.png)\n")
	case 9:
		e.put(bundle+"perspectives/bel-platform.md", fmt.Sprintf("I saw %d.\n", n))
	case 10:
		e.put(bundle+"transcript.jsonl", fmt.Sprintf("{\"id\":\"m-%d\",\"at\":\"2026-03-14T02:06:31Z\",\"who\":\"Bel\",\"text\":\"hm\"}\n", n))
	case 11:
		e.add(person, "aliases: [Bel, nobody]")
	case 12:
		e.add(person, "owners: none")
	case 13:
		delete(e.files, person)
	case 14:
		e.put(peopleFolder+"nobody.md", "---\nname: Nobody\njoined: 2019-01-01\ntimezone: Asia/Tokyo\nteams: [{team: edge, since: 2020-01-01}]\n---\n")
	case 15:
		e.put("content/pages/about.md", fmt.Sprintf("About %d, see [a review](../reviews/new.md#nowhere).\n", n))
	}
	return fmt.Sprintf("%d at %s, %s", n%16, review, person)
}

func (e *edited) load(t testing.TB, o Options) (*incident.Book, diag.List) {
	t.Helper()
	book, problems, err := Load(context.Background(), e.files, o)
	if err != nil {
		t.Fatal(err)
	}
	return book, problems
}

// A book that is read with a memory is equal to one that is read without,
// whatever changed in between; and what was returned before stays as it was.
func TestMemoryChangesNothing(t *testing.T) {
	var memory Memory
	for seed := range uint64(3) {
		e := newEdited(seed) // the memory is that of other files at first
		for i := range 40 {
			what := e.change()
			c := config.Default()
			if e.IntN(10) == 0 {
				c.Severities = []string{"high", "low"}
			}
			e.now = e.now.Add(time.Duration(e.IntN(3)) * time.Second)
			at := fmt.Sprintf("seed %d, step %d, %s", seed, i, what)
			known, found := e.load(t, Options{Config: c, Memory: &memory, Now: e.now})
			fresh, problems := e.load(t, Options{Config: c})
			if !reflect.DeepEqual(known, fresh) {
				t.Fatalf("%s: the book differs", at)
			}
			if !slices.Equal(found, problems) {
				t.Fatalf("%s: problems\n%v\nwithout memory\n%v", at, found, problems)
			}
			e.load(t, Options{Config: c, Memory: &memory, Now: e.now})
			if !reflect.DeepEqual(known, fresh) {
				t.Fatalf("%s: the book changed afterwards", at)
			}
		}
	}
}

// What has not changed is not read: the file system would know.
func TestMemoryReadsOnlyWhatChanged(t *testing.T) {
	e := newEdited(0)
	var memory Memory
	read := func() []string {
		counted := &counting{FS: e.files, opened: map[string]bool{}}
		if _, _, err := Load(context.Background(), counted, Options{Memory: &memory, Now: e.now}); err != nil {
			t.Fatal(err)
		}
		var names []string
		for name := range counted.opened {
			if strings.HasSuffix(name, ".md") {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		return names
	}
	e.now = e.now.Add(time.Minute)
	if n := len(read()); n < 12 {
		t.Fatalf("read %d files at first", n)
	}
	if names := read(); names != nil {
		t.Errorf("read again, though nothing changed: %v", names)
	}
	one := e.any(reviewsFolder)
	e.add(one, "summary: changed")
	if names := read(); !slices.Equal(names, []string{one}) {
		t.Errorf("read %v, not %s", names, one)
	}
	if names := read(); !slices.Equal(names, []string{one}) {
		t.Errorf("just changed, and perhaps again since; but read %v", names)
	}
	e.now = e.now.Add(time.Minute)
	read()
	e.add("content/services/consul.md", "aliases: [the register]")
	if names := read(); len(names) < 12 {
		t.Errorf("the names of things changed, but read %v", names)
	}
}

// A counting file system knows what was opened.
type counting struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]bool
}

func (c *counting) Open(name string) (fs.File, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opened[name] = true
	return c.FS.Open(name)
}

func TestMemoryOfManyLoads(t *testing.T) {
	e := newEdited(0)
	e.now = e.now.Add(time.Minute)
	want, _ := e.load(t, Options{})
	var memory Memory
	var loads sync.WaitGroup
	for range 8 {
		loads.Go(func() {
			if got, _ := e.load(t, Options{Memory: &memory, Now: e.now}); !reflect.DeepEqual(got, want) {
				t.Error("the book differs")
			}
		})
	}
	loads.Wait()
}

// BenchmarkReload is what reading takes after a change to one review on disk.
func BenchmarkReload(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, one := b.TempDir(), ""
			if err := os.CopyFS(dir, booktest.Files(n)); err != nil {
				b.Fatal(err)
			}
			root, err := os.OpenRoot(dir)
			if err != nil {
				b.Fatal(err)
			}
			defer root.Close()
			var memory Memory
			o := Options{Memory: &memory, Now: time.Now().Add(time.Minute)}
			reload := func() {
				book, _, err := Load(context.Background(), root.FS(), o)
				if err != nil {
					b.Fatal(err)
				}
				one = book.Reviews[n/2].Path
			}
			reload()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := root.WriteFile(one, fmt.Appendf(nil, "# Number %d\n", i), 0o644); err != nil {
					b.Fatal(err)
				}
				reload()
			}
		})
	}
}
