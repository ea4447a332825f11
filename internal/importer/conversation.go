package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A line is a message as transcript.jsonl has it.
type line struct {
	ID        string         `json:"id"`
	At        string         `json:"at,omitempty"`
	Who       string         `json:"who,omitempty"`
	Text      string         `json:"text,omitempty"`
	Thread    string         `json:"thread,omitempty"`
	Kind      string         `json:"kind,omitempty"`
	Reactions map[string]int `json:"reactions,omitempty"`
	Edited    bool           `json:"edited,omitempty"`
	Files     []string       `json:"files,omitempty"`
}

func lineOf(m incident.Message) line {
	l := line{ID: m.ID, Who: m.Who, Text: m.Text, Thread: m.Thread, Edited: m.Edited, Files: m.Files}
	if m.At.HasClock() {
		l.At = m.At.Time.UTC().Format(time.RFC3339)
	}
	if m.Kind != incident.MessageText {
		l.Kind = string(m.Kind)
	}
	for _, r := range m.Reactions {
		if l.Reactions == nil {
			l.Reactions = map[string]int{}
		}
		l.Reactions[r.Name] = r.Count
	}
	return l
}

// bytes writes the line, keys of reactions in order.
func (l line) bytes() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(l); err != nil {
		return nil, fmt.Errorf("write message %q: %w", l.ID, err)
	}
	return b.Bytes(), nil
}

// Fingerprint is the line of front matter that says which conversation a review
// cites: the SHA-256 of its transcript.jsonl, in hexadecimal.
func Fingerprint(transcript []byte) string {
	sum := sha256.Sum256(transcript)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// A conversation is a transcript.jsonl that messages are added to.
type conversation struct {
	lines   [][]byte // each with its line feed
	parsed  []line
	at      map[string]int // by id
	added   map[string]bool
	changed []string // ids whose text is another now
}

// readConversation keeps every line as it is, also those it cannot read.
func readConversation(src []byte) *conversation {
	c := &conversation{at: map[string]int{}, added: map[string]bool{}}
	for text := range bytes.Lines(src) {
		if !bytes.HasSuffix(text, []byte("\n")) {
			text = append(bytes.Clone(text), '\n')
		}
		var l line
		if json.Unmarshal(text, &l) == nil && l.ID != "" {
			c.at[l.ID] = len(c.lines)
		}
		c.lines, c.parsed = append(c.lines, text), append(c.parsed, l)
	}
	return c
}

// numbered are the marks that redaction leaves, whatever their numbers.
var numbered = regexp.MustCompile(`\[(secret|email|phone|payment|name) \d+\]`)

// same tells whether two lines say the same, but for the numbers of marks.
func (l line) same(o line) bool {
	a, errA := l.bytes()
	b, errB := o.bytes()
	return errA == nil && errB == nil && bytes.Equal(numbered.ReplaceAll(a, []byte("[$1]")), numbered.ReplaceAll(b, []byte("[$1]")))
}

// merge adds messages: one that is there and says the same stays byte for byte,
// one that says something else is replaced where it stands, a new one goes behind
// the last that is not later.
func (c *conversation) merge(messages []incident.Message) error {
	var fresh []line
	for _, m := range messages {
		l := lineOf(m)
		n, there := c.at[l.ID]
		switch {
		case !there:
			fresh = append(fresh, l)
			c.added[l.ID] = true
		case !c.parsed[n].same(l):
			text, err := l.bytes()
			if err != nil {
				return err
			}
			c.lines[n], c.parsed[n] = text, l
			c.changed = append(c.changed, l.ID)
		}
	}
	return c.insert(fresh)
}

// insert puts new lines, which are in order, among the others in one pass.
func (c *conversation) insert(fresh []line) error {
	if len(fresh) == 0 {
		return nil
	}
	var lines [][]byte
	var parsed []line
	for i, l := range c.parsed {
		for len(fresh) > 0 && l.At != "" && fresh[0].At != "" && fresh[0].earlier(l) {
			text, err := fresh[0].bytes()
			if err != nil {
				return err
			}
			lines, parsed, fresh = append(lines, text), append(parsed, fresh[0]), fresh[1:]
		}
		lines, parsed = append(lines, c.lines[i]), append(parsed, l)
	}
	for _, l := range fresh {
		text, err := l.bytes()
		if err != nil {
			return err
		}
		lines, parsed = append(lines, text), append(parsed, l)
	}
	c.lines, c.parsed = lines, parsed
	return nil
}

// earlier compares the times of two lines, whatever their zones.
func (l line) earlier(o line) bool {
	a, errA := time.Parse(time.RFC3339, l.At)
	b, errB := time.Parse(time.RFC3339, o.At)
	return errA == nil && errB == nil && a.Before(b)
}

// maxConversation is the largest transcript.jsonl that a book reads.
const maxConversation = 20 << 20

// bytes returns the file, unless no book would read it.
func (c *conversation) bytes() ([]byte, error) {
	src := bytes.Join(c.lines, nil)
	if len(src) > maxConversation {
		return nil, fmt.Errorf("write the conversation: its %d messages take %d MiB, and a book reads %d; take less of it, as by --from and --to", len(c.lines), len(src)>>20, maxConversation>>20)
	}
	return src, nil
}
