package importer

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/redact"
)

func FuzzTranscript(f *testing.F) {
	for _, seed := range []string{
		"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>hello <b>there</b>", "1\n00:00:01,000 --> 00:00:02,000\nAna: hello\n",
		"0:00:01.000,0:00:02.000\nhello\n", "00:00:01\tAna:\thello\n00:00:02\tBo:\tReplying to \"hello\"\n\nyes\n", "WEBVTT\n\n-->\n", "\xFF\xFEW",
	} {
		f.Add([]byte(seed))
	}
	start := incident.Moment{Time: time.Unix(0, 0).UTC(), Precision: incident.ToSecond}
	f.Fuzz(func(t *testing.T, src []byte) {
		e, err := Transcript("x", src, TranscriptOptions{Start: start})
		if err == nil {
			writable(t, e)
		}
	})
}

func FuzzSlack(f *testing.F) {
	f.Add([]byte(`[{"type":"message","user":"U1","text":"<@U1> *b* <https://x.example|y> `+"`a`"+`","ts":"1.2","thread_ts":"1.1"}]`), []byte(`[{"id":"U1","name":"a"}]`))
	f.Add([]byte(`[{"text":"x","ts":"1773454000.1","room":{"participants":["U1"]},"files":[{"name":"a.png"}]}]`), []byte(`[]`))
	f.Fuzz(func(t *testing.T, day, users []byte) {
		fsys := fstest.MapFS{"users.json": {Data: users}, "c/2026-01-01.json": {Data: day}}
		if e, err := Slack(fsys, SlackOptions{}); err == nil {
			writable(t, e)
		}
	})
}

func FuzzStatuspage(f *testing.F) {
	f.Add([]byte(`{"incidents":[{"id":"a","name":"b","incident_updates":[{"id":"c","status":"resolved","body":"x","created_at":"2026-01-01T00:00:00Z"}]}]}`))
	f.Add([]byte(`<rss version="2.0"><channel><item><guid>1</guid><title>t</title><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate><description>&lt;p&gt;&lt;small&gt;Jan 1, 00:00 UTC&lt;/small&gt;&lt;strong&gt;Resolved&lt;/strong&gt; - x&lt;/p&gt;</description></item></channel></rss>`))
	f.Fuzz(func(t *testing.T, src []byte) {
		list, err := Statuspage("x", src)
		for _, e := range list {
			if err == nil {
				writable(t, e)
			}
		}
	})
}

func FuzzDocument(f *testing.F) {
	f.Add([]byte("# T\n\ntext"))
	f.Add([]byte("<html><body><h1>x</h1><table><tr><td>1</td></tr></table>"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if e, err := Document("x", src); err == nil {
			writable(t, e)
		}
	})
}

// writable holds what every import promises: it can be named, redacted and
// written without a panic, the same each time, and nothing is left to redact.
func writable(t *testing.T, e Evidence) {
	t.Helper()
	finder, err := redact.New(redact.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := Redaction{Finder: finder}
	e.Name([]*incident.Person{{Term: incident.Term{Key: "a", Name: "A"}, Visibility: incident.Pseudonym}})
	e.Redact(o)
	made, err := Draft(e, DraftOptions{Title: "x"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Draft(e, DraftOptions{Title: "x"})
	if err != nil || len(again.Files) != len(made.Files) || string(again.Files[0].Data) != string(made.Files[0].Data) {
		t.Error("two drafts of the same evidence differ")
	}
}
