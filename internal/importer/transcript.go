package importer

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// TranscriptOptions say what a recording's own clock cannot.
type TranscriptOptions struct {
	Start     incident.Moment // when the recording began; needed, for a transcript counts from there
	WallClock bool            // a chat's times are of the day and zone of Start, not counted from it
}

// Transcript reads what was said on a call: WebVTT as Zoom, Teams and Meet write
// it, SRT, SBV, and Zoom's chat.txt, told apart by what they hold and not by their
// names. Cues of one voice that follow within a breath become one message. Its id
// is the place in the recording, in milliseconds.
func Transcript(name string, src []byte, o TranscriptOptions) (Evidence, error) {
	var e Evidence
	text, note, err := decode(src)
	if err != nil {
		return e, fmt.Errorf("read %q: %w", name, err)
	}
	e.note(note)
	if !o.Start.HasClock() {
		return e, errors.New("a transcript counts from the beginning of its recording; say when that was, as --start 2026-03-14T02:30:00Z")
	}
	e.Started = o.Start
	if chatLine.Match(text) {
		chat(&e, string(text), o)
	} else {
		cues, broken, err := cuesOf(string(text))
		if err != nil {
			return e, fmt.Errorf("read %q: %w", name, err)
		}
		for range broken {
			e.drop("cues", "their times cannot be read")
		}
		speech(&e, cues, o.Start)
	}
	if len(e.Messages) == 0 {
		return e, fmt.Errorf("read %q: nobody says anything in it", name)
	}
	e.Title = strings.TrimSuffix(path.Base(name), path.Ext(name))
	e.distinct()
	speakers(&e)
	return e, nil
}

var (
	srtLine = regexp.MustCompile(`(?m)^(\d+:)?\d\d:\d\d([,.]\d+)? *-->`)
	sbvLine = regexp.MustCompile(`(?m)^\d+:\d\d:\d\d\.\d+,\d+:\d\d:\d\d\.\d+`)
)

// cuesOf reads the cues of whichever format it is. WebVTT whose times no parser of
// the specification takes is read as leniently as SRT. Broken is how many cues have
// times that cannot be read.
func cuesOf(text string) (cues []cue, broken int, err error) {
	text = strings.TrimLeft(text, "\n")
	cues, broken, err = webVTT([]byte(text))
	switch {
	case len(cues) > 0:
		return cues, broken, nil
	case srtLine.MatchString(text):
		cues, broken = subRip(text)
		return cues, broken, nil
	case sbvLine.MatchString(text):
		cues, broken = subViewer(text)
		return cues, broken, nil
	case err == nil:
		return nil, broken, nil
	}
	return nil, 0, errors.New("neither WebVTT (it does not begin with WEBVTT), nor SRT, SBV or a chat.txt")
}

// A breath is the longest silence within one message, and maxSpeech about the
// most that one message holds.
const (
	breath    = 3 * time.Second
	maxSpeech = 600
)

// speech makes messages of cues.
func speech(e *Evidence, cues []cue, start incident.Moment) {
	labels := labelled(cues)
	var last cue
	who := ""
	for _, c := range cues {
		for _, v := range voices(c.text, labels) {
			changed := v.who != "" && v.who != who
			if v.who != "" {
				who = v.who
			}
			n := len(e.Messages)
			if n > 0 && !changed && c.start-last.end <= breath && len(e.Messages[n-1].Text) < maxSpeech {
				e.Messages[n-1].Text += " " + v.text
			} else {
				e.Messages = append(e.Messages, said(c.start, start, cmp.Or(who, "somebody"), v.text))
			}
			last = c
		}
	}
	for i := range e.Messages {
		e.Messages[i].Text = plainText(e.Messages[i].Text)
	}
}

func said(offset time.Duration, start incident.Moment, who, text string) incident.Message {
	return incident.Message{
		ID:   fmt.Sprintf("v%d", offset.Milliseconds()),
		At:   incident.Moment{Time: start.Time.Add(offset).Truncate(time.Second), Precision: incident.ToSecond, About: start.About},
		Who:  who,
		Text: text,
		Kind: incident.MessageSpeech,
	}
}

// labelled returns the labels that name a voice. In a long transcript where most
// cues have one, every label does; else those that come again, or are two words or
// more: a colon now and then is punctuation.
func labelled(cues []cue) map[string]bool {
	count := map[string]int{}
	total := 0
	for _, c := range cues {
		if who, _ := label(strings.Join(strings.Fields(c.text), " ")); who != "" {
			count[who]++
			total++
		}
	}
	names := map[string]bool{}
	for who, n := range count {
		names[who] = total*10 >= len(cues)*6 && total > 20 || n > 1 || strings.Contains(who, " ")
	}
	return names
}

// speakers lists who spoke.
func speakers(e *Evidence) {
	seen := map[string]bool{}
	for _, m := range e.Messages {
		if !seen[m.Who] && m.Who != "somebody" {
			seen[m.Who] = true
			e.People = append(e.People, Somebody{Ref: m.Who, Name: m.Who})
		}
	}
}

// marks begin something in Markdown; what people say is no markup.
var marks = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, "`", "\\`", `[`, `\[`, `]`, `\]`, `<`, `&lt;`, `>`, `&gt;`)

func plainText(s string) string {
	if strings.ContainsAny(s, "`*_[]<>\\") {
		return marks.Replace(s)
	}
	return s
}
