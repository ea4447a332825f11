package search

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
)

func writeStatic(t *testing.T, fsys fstest.MapFS, o Options) *sinkMemory {
	t.Helper()
	var m sinkMemory
	if _, err := Static(context.Background(), loadBook(t, fsys, o.Config), o, &m); err != nil {
		t.Fatal(err)
	}
	return &m
}

// The same book gives the same files, whatever the number of workers.
func TestStaticIsTheSame(t *testing.T) {
	files := booktest.Files(80)
	one := writeStatic(t, files, Options{Config: config.Default(), Jobs: 1})
	eight := writeStatic(t, files, Options{Config: config.Default(), Jobs: 8})
	if len(one.files) != len(eight.files) {
		t.Errorf("%d files and %d", len(one.files), len(eight.files))
	}
	for name, data := range one.files {
		if !bytes.Equal(data, eight.files[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// Pages that ask a server suggest the same as those that read the files.
func TestElsewhereSuggestsTheSame(t *testing.T) {
	files, o := booktest.Files(40), Options{Config: config.Default()}
	data, err := Elsewhere(loadBook(t, files, o.Config), o, "../search.json")
	if err != nil {
		t.Fatal(err)
	}
	read := func(data []byte) (m struct{ Suggest []suggestion }) {
		if err := json.Unmarshal(unpack(t, metaName, data), &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	here, there := read(writeStatic(t, files, o).files[MetaFile]), read(data)
	if len(here.Suggest) == 0 || !reflect.DeepEqual(here, there) {
		t.Errorf("the files suggest %v, the server %v", here.Suggest, there.Suggest)
	}
}

// A review that is added to many changes few files.
func TestAChangeTouchesFew(t *testing.T) {
	files := booktest.Files(120)
	o := Options{Config: config.Default()}
	before := writeStatic(t, files, o)
	files["content/reviews/2026/2026-12-01-heron.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Heron\nstarted: 2026-12-01\n---\nA heron stood there.\n")}
	after := writeStatic(t, files, o)
	changed := 0
	for name, data := range after.files {
		if !bytes.Equal(data, before.files[name]) {
			changed++
		}
	}
	// meta, days, the review, and for its words: a range of postings, one of
	// positions, one of words, and a few groups of values.
	if changed > 30 || changed*4 > len(after.files) {
		t.Errorf("%d of %d files changed", changed, len(after.files))
	}
}

// bookOf is a casebook of reviews given by name.
func bookOf(reviews map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range reviews {
		files["content/reviews/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// whatever is written in a review is found and shown as it stands there.
func TestHostileText(t *testing.T) {
	const title = `"); alert(1); casebook("</script><b>\ {{.}} 'x'`
	text := "Quote \" backslash \\\\ carriage\rreturn \u2028\u2029 nul\x00 <script>alert(2)</script> heron \xff\xfe end."
	files := bookOf(map[string]string{"2026-05-01-a.md": "---\ntitle: '" + strings.ReplaceAll(title, "'", "''") + "'\nstarted: 2026-05-01\nservices: ['<img src=x>', '\"); x(\"']\n---\n" + text + "\n"})
	r := staticOf(t, loadBook(t, files, config.Default()), Options{Config: config.Default()})
	a := r.ask("heron", Asking{Facets: true})
	if a.Total != 1 || a.Hits[0].Title != title {
		t.Fatalf("found %+v", a)
	}
	if !strings.Contains(a.Hits[0].Snippet, "heron") {
		t.Errorf("snippet %q", a.Hits[0].Snippet)
	}
	for _, q := range []string{title, text, `service:"<img src=x>"`, "<script>alert(1)</script>", strings.Repeat("heron ", 5000), strings.Repeat(`"`, 999), "\x00", "heron\u2028"} {
		r.ask(q, Asking{Facets: true}) // whatever it finds
	}
}

// Chinese, Japanese and Korean are found by any two characters, whatever the
// language of the book.
func TestPairsOfCharacters(t *testing.T) {
	files := bookOf(map[string]string{
		"2026-05-01-tokyo.md": "---\ntitle: 東京都のDNSサーバーが停止した\nstarted: 2026-05-01\n---\nデータベースの障害から復旧。\n",
		"2026-05-02-kyoto.md": "---\ntitle: 京都駅\nstarted: 2026-05-02\n---\n데이터베이스는 서울에 있다。数据库连接失败。\n",
	})
	for _, tag := range []string{"en", "ja", "de"} {
		c := config.Default()
		c.Language = tag
		r := staticOf(t, loadBook(t, files, c), Options{Config: c})
		for query, want := range map[string]int{
			"東京": 1, "京都": 2, "東京都": 1, "都の": 1, "サーバー": 1, "ｻｰﾊﾞｰ": 1, "ベース": 1, "データベース障害": 0, `"障害から復旧"`: 1,
			"駅": 1, "都": 2, "데이터": 1, "이터베": 1, "数据库": 1, "连接失败": 1, "dns": 1, "DNSサーバー": 1, "東都": 0,
		} {
			a := r.ask(query, Asking{})
			if a.Total != want {
				t.Errorf("%s, %q: %d found, want %d", tag, query, a.Total, want)
			}
			for _, h := range a.Hits {
				if len(h.Marks)+len(h.TitleMarks) == 0 {
					t.Errorf("%s, %q: nothing is marked in %q", tag, query, h.Snippet)
				}
			}
		}
	}
}

// A conversation of two megabytes is found by what was said in it, and a page
// loads the piece that says it.
func TestLongConversation(t *testing.T) {
	var talk strings.Builder
	for i := range 14_000 {
		text := fmt.Sprintf("we looked at shard %d and it answered, then we looked again and asked the queue what it held and why it held so much of it", i)
		if i == 9_000 {
			text = "it is the zyzzyva, I am sure"
		}
		fmt.Fprintf(&talk, "{\"id\":\"m-%d\",\"at\":\"2026-05-01T02:%02d:%02dZ\",\"who\":\"ana\",\"text\":%q}\n", i, i/60%60, i%60, text)
	}
	files := bookOf(map[string]string{
		"2026-05-01-long/index.md":         "---\ntitle: A long night\nstarted: 2026-05-01\n---\nThe shard was slow.\n",
		"2026-05-01-long/transcript.jsonl": talk.String(),
		"2026-05-02-short.md":              "---\ntitle: A short night\nstarted: 2026-05-02\n---\nThe shard was fast. The shard is a shard.\n",
	})
	book := loadBook(t, files, config.Default())
	o := Options{Config: config.Default()}
	r := staticOf(t, book, o)
	clear(r.loaded)
	a := r.ask("zyzzyva", Asking{})
	if a.Total != 1 || a.Hits[0].Where == nil || a.Hits[0].Where.Address != "reviews/2026-05-01-long/conversation/#m-9000" {
		t.Fatalf("found %+v", a)
	}
	for name := range r.loaded {
		if n := len(r.files[Folder+name+".js"]); strings.HasPrefix(name, "d/") && n > 2*chunkSize {
			t.Errorf("%s has %d bytes", name, n)
		}
	}
	if hits := r.ask("shard", Asking{}).Hits; hits[0].Slug != "2026-05-02-short" || hits[1].Where.Part != "narrative" {
		t.Errorf("of a shard: %+v", hits)
	}
}

// Other languages take bleve's stems, and a browser finds them by the list.
func TestOtherLanguages(t *testing.T) {
	files := bookOf(map[string]string{
		"2026-05-01-a.md": "---\ntitle: Das Zertifikat war abgelaufen\nstarted: 2026-05-01\n---\nDie Zertifikate der Häuser liefen ab. L'heure d'été.\n",
		"2026-05-02-b.md": "---\ntitle: Die Häfen\nstarted: 2026-05-02\n---\nEin Haus.\n",
	})
	for _, c := range []struct {
		tag, query string
		want       int
	}{
		{"de", "Zertifikat", 1}, {"de", "zertifikate", 1}, {"de", "Haus", 2}, {"de", "häuser", 2}, {"de", "die", 0}, {"de", "Zertifikates", 1},
		{"fr", "heure", 1}, {"fr", "l'heure", 1}, {"xx", "Häuser", 1}, {"xx", "Zertifikat*", 1},
	} {
		o := Options{Config: config.Default()}
		o.Config.Language = c.tag
		book := loadBook(t, files, o.Config)
		if a := staticOf(t, book, o).ask(c.query, Asking{}); a.Total != c.want {
			t.Errorf("%s: %q finds %d, want %d", c.tag, c.query, a.Total, c.want)
		}
		if a, err := indexOf(t, t.TempDir(), book, o).Ask(c.query, Asking{}); err != nil || a.Total != c.want {
			t.Errorf("%s: %q finds %d on disk, want %d; %v", c.tag, c.query, a.Total, c.want, err)
		}
	}
}
