package importer

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// chatLine begins a message of Zoom's chat.txt: a clock, the sender, the text,
// with tabs between. What follows without a clock is more of the same message.
var chatLine = regexp.MustCompile(`(?m)^(\d\d:\d\d:\d\d)\t[ \t]*(?:From )?([^\t\n]+?) *:?\t`)

// Zoom writes reactions and answers as sentences that quote what they answer.
var (
	chatReaction = regexp.MustCompile(`^Reacted to "((?s).+)" with (\S+)\s*$`)
	chatAnswer   = regexp.MustCompile(`^Replying to "([^"]+)"\s*`)
	chatRemoved  = regexp.MustCompile(`^Removed a \S+ reaction from`)
)

// chat makes messages of a chat.txt.
func chat(e *Evidence, text string, o TranscriptOptions) {
	marks := chatLine.FindAllStringSubmatchIndex(text, -1)
	for i, at := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		who := strings.TrimSuffix(strings.TrimSpace(text[at[4]:at[5]]), ":")
		chatMessage(e, text[at[2]:at[3]], who, strings.TrimSpace(text[at[1]:end]), o)
	}
}

func chatMessage(e *Evidence, clock, who, text string, o TranscriptOptions) {
	if chatRemoved.MatchString(text) {
		e.drop("withdrawn reactions", "nothing of them remains")
		return
	}
	if r := chatReaction.FindStringSubmatch(text); r != nil {
		if n := quotedMessage(e.Messages, r[1]); n >= 0 {
			addReaction(&e.Messages[n], r[2])
		} else {
			e.drop("reactions", "what they answer cannot be found")
		}
		return
	}
	m := said(chatOffset(clock, o), o.Start, who, text)
	m.ID = "c" + strings.TrimPrefix(m.ID, "v")
	m.Kind = incident.MessageText
	if a := chatAnswer.FindStringSubmatch(text); a != nil {
		m.Text = strings.TrimSpace(text[len(a[0]):])
		if n := quotedMessage(e.Messages, a[1]); n >= 0 {
			m.Thread = e.Messages[n].ID
			if first := e.Messages[n].Thread; first != "" {
				m.Thread = first
			}
		}
	}
	if m.Text != "" {
		e.Messages = append(e.Messages, m)
	}
}

// chatOffset is how long after the start a clock of the chat is.
func chatOffset(clock string, o TranscriptOptions) time.Duration {
	offset, _ := srtTime(clock)
	if !o.WallClock {
		return offset
	}
	begin := o.Start.Time
	midnight := time.Date(begin.Year(), begin.Month(), begin.Day(), 0, 0, 0, 0, begin.Location())
	since := midnight.Add(offset).Sub(begin)
	if since < -12*time.Hour {
		since += 24 * time.Hour // the call went on past midnight
	}
	return since
}

// quotedMessage finds the newest message that a quotation, perhaps shortened with
// three dots, is the beginning of; -1 without one.
func quotedMessage(list []incident.Message, quote string) int {
	quote = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(quote), "..."), "…")
	for i, m := range slices.Backward(list) {
		if strings.HasPrefix(m.Text, quote) {
			return i
		}
	}
	return -1
}

func addReaction(m *incident.Message, name string) {
	i := slices.IndexFunc(m.Reactions, func(r incident.Reaction) bool { return r.Name == name })
	if i < 0 {
		m.Reactions = append(m.Reactions, incident.Reaction{Name: name})
		slices.SortFunc(m.Reactions, func(a, b incident.Reaction) int { return strings.Compare(a.Name, b.Name) })
		i = slices.IndexFunc(m.Reactions, func(r incident.Reaction) bool { return r.Name == name })
	}
	m.Reactions[i].Count++
}
