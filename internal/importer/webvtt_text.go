package importer

import (
	"html"
	"strings"
)

// A line of speech is what one voice says in a cue.
type voiced struct {
	who  string // empty: as before
	text string
}

// voices splits a cue's payload into what each voice says: WebVTT's <v Name> spans,
// else «Name: words» as meeting services write them. Other tags are taken away,
// entities read.
func voices(payload string, labels map[string]bool) []voiced {
	var list []voiced
	who := ""
	var b strings.Builder
	flush := func() {
		if text := strings.Join(strings.Fields(html.UnescapeString(b.String())), " "); text != "" {
			list = append(list, voiced{who, text})
		}
		b.Reset()
	}
	for len(payload) > 0 {
		before, rest, found := strings.Cut(payload, "<")
		b.WriteString(before)
		if !found {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		payload = after
		name, isVoice := vttVoice(tag)
		switch {
		case isVoice:
			flush()
			who = name
		case tag == "/v":
			flush()
			who = ""
		}
	}
	flush()
	if len(list) == 1 && list[0].who == "" {
		if who, said := label(list[0].text); labels[who] {
			list[0] = voiced{who, said}
		}
	}
	return list
}

// vttVoice reads the annotation of a voice tag, which may have classes.
func vttVoice(tag string) (string, bool) {
	at := strings.IndexAny(tag, " \t\n")
	if at < 0 || tag[:at] != "v" && !strings.HasPrefix(tag[:at], "v.") {
		return "", false
	}
	return strings.Join(strings.Fields(html.UnescapeString(tag[at:])), " "), true
}

// maxLabel bounds a speaker's name before a colon; more is a sentence.
const maxLabel = 60

// label takes «Name: » from the beginning of what was said. What looks like an
// address, a time or a sentence is no name.
func label(text string) (who, rest string) {
	name, said, ok := strings.Cut(text, ":")
	name = strings.TrimSpace(name)
	if !ok || name == "" || len(name) > maxLabel || strings.HasPrefix(said, "//") || len(strings.Fields(name)) > 5 ||
		strings.ContainsAny(name, "?!;,…\"") || strings.ContainsAny(name[len(name)-1:], "0123456789.") && strings.ContainsAny(said[:min(1, len(said))], "0123456789") {
		return "", text
	}
	if said = strings.TrimSpace(said); said == "" {
		return "", text
	}
	return speaker(name), said
}

// speaker takes a name without the sign that some services put behind it: a
// parenthesis with a room or initials.
func speaker(name string) string {
	if at := strings.LastIndex(name, " ("); at > 0 && strings.HasSuffix(name, ")") {
		return name[:at]
	}
	return name
}
