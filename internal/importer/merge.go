package importer

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Bundle is a review that evidence is added to, as its files are now.
type Bundle struct {
	Review     *incident.Review
	Text       []byte            // of its index.md, front matter included
	Transcript []byte            // of its transcript.jsonl; nil without one
	Waivers    []incident.Waiver // to record: reasons for what was allowed to stay
}

// A Merger says what a merge did.
type Merger struct {
	Files    []File   // that are another now; none when nothing is new
	Added    int      // messages
	Changed  []string // ids of messages that say something else than before
	Cited    []string // those of them that the review cites: read the sentences again
	Joined   []string // keys of participants that were added
	Proposed int      // entries of the timeline
	Paste    string   // lines of front matter that cannot be put in their place here
}

// Merge adds evidence to a review that is there: messages it does not have,
// participants who came with them, and entries proposed for them. What is there
// stays byte for byte, but for messages that the source has edited since. Merging
// the same evidence twice changes nothing.
func Merge(e Evidence, b Bundle, people []*incident.Person) (Merger, error) {
	c := readConversation(b.Transcript)
	if err := c.merge(e.Messages); err != nil {
		return Merger{}, err
	}
	m := Merger{Added: len(c.added), Changed: c.changed}
	cited := citedBy(b.Review)
	for _, id := range c.changed {
		if cited[id] {
			m.Cited = append(m.Cited, id)
		}
	}
	text := newText(b.Text)
	m.addParticipants(text, e, b.Review, people, c.added)
	list := proposals(e, func(id string) bool { return c.added[id] })
	m.Proposed = len(list)
	text.propose(list)
	m.waive(text, b.Waivers)
	transcript, err := c.bytes()
	if err != nil {
		return Merger{}, err
	}
	dir := path.Dir(b.Review.Path)
	if !bytes.Equal(transcript, b.Transcript) {
		if !text.set("conversation", Fingerprint(transcript)) {
			m.Paste += "conversation: " + Fingerprint(transcript) + "\n"
		}
		m.Files = append(m.Files, File{Path: path.Join(dir, "transcript.jsonl"), Data: transcript})
	}
	if now := text.bytes(); !bytes.Equal(now, b.Text) {
		m.Files = append(m.Files, File{Path: b.Review.Path, Data: now})
	}
	return m, nil
}

// citedBy lists the messages that a review's texts link to.
func citedBy(r *incident.Review) map[string]bool {
	cited := map[string]bool{}
	note := func(n incident.Narrative) {
		for _, b := range n.Blocks {
			for _, id := range b.Evidence {
				cited[id] = true
			}
		}
		for _, e := range n.Entries {
			for _, id := range e.Evidence {
				cited[id] = true
			}
		}
	}
	note(r.Narrative)
	for _, p := range r.Perspectives {
		note(p.Narrative)
	}
	return cited
}

// addParticipants adds those whom the review does not have, if they came with new
// messages, or the review had no conversation.
func (m *Merger) addParticipants(text *text, e Evidence, r *incident.Review, people []*incident.Person, added map[string]bool) {
	came := map[string]bool{}
	for _, msg := range e.Messages {
		if added[msg.ID] {
			came[msg.Who] = true
		}
	}
	for _, c := range e.Calls {
		if added[c.Message] {
			came[c.Who] = true
		}
	}
	lines := ""
	for _, p := range participants(e, people) {
		there := slices.ContainsFunc(r.Participants, func(q incident.Participant) bool { return q.Who == p.Who })
		if !there && came[p.Who] {
			m.Joined = append(m.Joined, p.Who)
			lines += participantLines(p)
		}
	}
	if lines != "" && !text.add("participants", lines) {
		m.Paste += "participants:\n" + lines
	}
}

// waive records why something was allowed to stay, unless that is on record.
func (m *Merger) waive(text *text, waivers []incident.Waiver) {
	lines := ""
	for _, w := range waivers {
		if !text.has("waive", w.Rule) {
			lines += "  " + w.Rule + ": " + strconv.Quote(w.Reason) + "\n"
		}
	}
	if lines != "" && !text.add("waive", lines) {
		m.Paste += "waive:\n" + lines
	}
}

// A text is the file of a review, changed by lines so that the rest of it stays
// as somebody wrote it.
type text struct {
	front []string // lines of YAML front matter, without its delimiters
	yaml  bool     // front matter is YAML, or may be begun
	body  string   // what follows; with other front matter, all of the file
}

// newText takes a file apart. Front matter other than YAML is not changed here.
func newText(src []byte) *text {
	t := &text{body: string(src)}
	rest, ok := strings.CutPrefix(t.body, "---\n")
	if !ok {
		t.yaml = !strings.HasPrefix(t.body, "+++") && !strings.HasPrefix(t.body, "{") && !strings.HasPrefix(t.body, "---")
		return t
	}
	if front, body, ok := strings.Cut(rest, "\n---\n"); ok {
		t.front, t.body, t.yaml = strings.Split(front, "\n"), body, true
	}
	return t
}

func (t *text) bytes() []byte {
	if len(t.front) == 0 {
		return []byte(t.body)
	}
	return []byte("---\n" + strings.Join(t.front, "\n") + "\n---\n" + t.body)
}

// set writes a top-level key with a plain value; false where it cannot.
func (t *text) set(key, value string) bool {
	if !t.yaml {
		return false
	}
	line := key + ": " + value
	if i := slices.IndexFunc(t.front, func(l string) bool { return strings.HasPrefix(l, key+":") }); i >= 0 {
		t.front[i] = line
		return true
	}
	t.front = append(t.front, line)
	return true
}

// has tells whether a top-level key holds an inner one.
func (t *text) has(key, inner string) bool {
	at, end := t.block(key)
	return at >= 0 && slices.ContainsFunc(t.front[at:end], func(l string) bool { return strings.Contains(l, inner+":") })
}

// block returns the lines of a top-level key; at is -1 when it is not there.
func (t *text) block(key string) (at, end int) {
	at = slices.IndexFunc(t.front, func(l string) bool { return strings.HasPrefix(l, key+":") })
	if at < 0 {
		return -1, -1
	}
	end = at + 1
	for end < len(t.front) && (t.front[end] == "" || strings.HasPrefix(t.front[end], " ") || strings.HasPrefix(t.front[end], "-")) {
		end++
	}
	return at, end
}

// add puts lines, indented by two, behind those of a top-level key, with the
// indent that they have; false where the key is not written in lines.
func (t *text) add(key, lines string) bool {
	if !t.yaml {
		return false
	}
	items := strings.Split(strings.TrimSuffix(lines, "\n"), "\n")
	at, end := t.block(key)
	if at < 0 {
		t.front = append(append(t.front, key+":"), items...)
		return true
	}
	if strings.TrimSpace(strings.TrimPrefix(t.front[at], key+":")) != "" || end == at+1 {
		return false
	}
	first := t.front[at+1]
	indent := len(first) - len(strings.TrimLeft(first, " "))
	for i, l := range items {
		items[i] = strings.Repeat(" ", indent) + strings.TrimPrefix(l, "  ")
	}
	t.front = slices.Insert(t.front, end, items...)
	return true
}

// timelineHeading is a heading that begins a timeline.
var timelineHeading = regexp.MustCompile(`(?im)^#{1,6}[ \t].*\btimeline\b.*$`)

// anyHeading is a heading of any level.
var anyHeading = regexp.MustCompile(`(?m)^#{1,6}[ \t]`)

// propose puts proposed entries at the end of the timeline, or of the file.
func (t *text) propose(list []proposal) {
	if len(list) == 0 {
		return
	}
	lines := keepLine + "\n\n" + proposalLines(list)
	at := timelineHeading.FindStringIndex(t.body)
	if at == nil {
		t.body = strings.TrimRight(t.body, "\n") + "\n\n## Timeline (UTC)\n\n" + lines
		return
	}
	end := len(t.body)
	if next := anyHeading.FindStringIndex(t.body[at[1]:]); next != nil {
		end = at[1] + next[0]
	}
	head := strings.TrimRight(t.body[:end], "\n")
	rest := t.body[end:]
	if rest != "" {
		rest = "\n" + rest
	}
	t.body = head + "\n\n" + lines + rest
}
