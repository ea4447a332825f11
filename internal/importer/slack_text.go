package importer

import (
	"regexp"
	"strings"
)

// Slack's own marks: <@U123|name>, <#C123|name>, <!here>, <https://…|words>.
var slackMark = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)

// Code, in which no sign is emphasis.
var slackCode = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")

// Slack's emphasis, which Markdown writes with two signs.
var (
	slackBold   = regexp.MustCompile(`(^|[\s(])\*([^\s*][^*\n]*)\*`)
	slackStrike = regexp.MustCompile(`(^|[\s(])~([^\s~][^~\n]*)~`)
)

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// text returns what a message says, as Markdown. Entities stay as they are
// outside code, where Markdown reads them as Slack does.
func (x *slackExport) text(s *slackMessage) string {
	parts := []string{s.Text}
	if s.Comment != nil {
		parts[0] = s.Comment.Comment
	}
	if s.Subtype == "channel_join" || s.Subtype == "channel_leave" || s.Subtype == "group_join" || s.Subtype == "group_leave" {
		return "" // the kind says it
	}
	for _, a := range s.Attached {
		if len(a.From) > 0 || len(a.Original) > 0 {
			continue // the link itself is in the text
		}
		parts = append(parts, a.Pretext, a.Title, a.Text)
		if a.Text == "" && a.Title == "" && a.Pretext == "" {
			parts = append(parts, a.Fallback)
		}
	}
	var said []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			said = append(said, x.markdown(p))
		}
	}
	text := strings.Join(said, "\n\n")
	if s.Subtype == "me_message" && text != "" {
		text = "_" + text + "_"
	}
	return text
}

// markdown turns Slack's marks into Markdown's, outside code.
func (x *slackExport) markdown(s string) string {
	var b strings.Builder
	for {
		at := slackCode.FindStringIndex(s)
		if at == nil {
			b.WriteString(x.prose(s))
			return b.String()
		}
		b.WriteString(x.prose(s[:at[0]]))
		b.WriteString(fence(entities.Replace(x.code(s[at[0]:at[1]]))))
		s = s[at[1]:]
	}
}

// code writes the words of the marks that Slack puts into code too, where it takes
// something for an address or a telephone number.
func (x *slackExport) code(s string) string {
	return slackMark.ReplaceAllStringFunc(s, func(mark string) string {
		m := slackMark.FindStringSubmatch(mark)
		if m[1] == "" && m[3] != "" {
			return m[3]
		}
		return strings.Trim(x.mark(m[1], m[2], m[3]), "<>")
	})
}

// fence puts a block of code on lines of its own, as Markdown wants it.
func fence(code string) string {
	inner, block := strings.CutPrefix(code, "```")
	if !block {
		return code
	}
	return "\n```\n" + strings.Trim(strings.TrimSuffix(inner, "```"), "\n") + "\n```\n"
}

func (x *slackExport) prose(s string) string {
	s = slackBold.ReplaceAllString(s, "$1**$2**")
	s = slackStrike.ReplaceAllString(s, "$1~~$2~~")
	return slackMark.ReplaceAllStringFunc(s, func(mark string) string {
		m := slackMark.FindStringSubmatch(mark)
		return x.mark(m[1], m[2], m[3])
	})
}

func (x *slackExport) mark(sign, name, words string) string {
	switch sign {
	case "@":
		return x.mention(name, words)
	case "#":
		if words == "" {
			words = x.channels[name]
		}
		return "#" + words
	case "!":
		name, _, _ = strings.Cut(name, "^")
		if words != "" {
			return "@" + strings.TrimPrefix(words, "@")
		}
		return "@" + name
	}
	if address, ok := strings.CutPrefix(name, "mailto:"); ok {
		return address
	}
	if number, ok := strings.CutPrefix(name, "tel:"); ok {
		return number
	}
	if words == "" || words == name {
		return "<" + name + ">"
	}
	return "[" + escaped(words) + "](" + strings.NewReplacer("(", "%28", ")", "%29", " ", "%20").Replace(name) + ")"
}

// escaped keeps words from ending the link whose text they are.
func escaped(words string) string {
	return strings.NewReplacer("[", `\[`, "]", `\]`).Replace(words)
}

// mention marks a place where a person is named, for Evidence.Name to fill.
func (x *slackExport) mention(id, name string) string {
	if u, ok := x.users[id]; ok {
		return placeholder(id, u.name())
	}
	if name != "" {
		return name
	}
	return id
}
