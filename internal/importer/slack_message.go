package importer

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A slackMessage is a record of a day's file, with the fields that are used.
// What Slack writes now as a text and then as a number is kept raw.
type slackMessage struct {
	Subtype   string            `json:"subtype"`
	User      string            `json:"user"`
	Text      string            `json:"text"`
	TS        string            `json:"ts"`
	Thread    string            `json:"thread_ts"`
	BotID     string            `json:"bot_id"`
	Username  string            `json:"username"`
	Edited    json.RawMessage   `json:"edited"`
	Reactions []slackReaction   `json:"reactions"`
	Files     []slackFile       `json:"files"`
	File      *slackFile        `json:"file"` // in old exports
	Comment   *slackComment     `json:"comment"`
	Attached  []slackAttachment `json:"attachments"`
	Room      *slackRoom        `json:"room"`
	Profile   struct {
		RealName    string `json:"real_name"`
		DisplayName string `json:"display_name"`
	} `json:"user_profile"`
	BotProfile struct {
		Name string `json:"name"`
	} `json:"bot_profile"`
}

type slackReaction struct {
	Name  string   `json:"name"`
	Count int      `json:"count"`
	Users []string `json:"users"`
}

type slackFile struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Mode  string `json:"mode"`
}

// A slackComment is what somebody said of a file, in old exports.
type slackComment struct {
	User    string `json:"user"`
	Comment string `json:"comment"`
}

type slackAttachment struct {
	Fallback string          `json:"fallback"`
	Pretext  string          `json:"pretext"`
	Title    string          `json:"title"`
	Text     string          `json:"text"`
	Color    string          `json:"color"`
	From     json.RawMessage `json:"from_url"` // a link that Slack unfolded
	Original json.RawMessage `json:"original_url"`
}

// A slackRoom is a huddle. Its participants tell who was on the call, though not
// what they said.
type slackRoom struct {
	Start   int64    `json:"date_start"`
	End     int64    `json:"date_end"`
	History []string `json:"participant_history"`
	Now     []string `json:"participants"`
}

// noise are the records that say nothing of an incident, with why.
var noise = map[string]string{
	"channel_archive": "they are about the channel", "channel_unarchive": "they are about the channel",
	"group_archive": "they are about the channel", "channel_convert_to_private": "they are about the channel",
	"bot_add": "they are about the channel", "bot_remove": "they are about the channel",
	"pinned_item": "the pinned message itself is there", "unpinned_item": "the message itself is there",
	"tombstone": "what they said was deleted", "message_deleted": "what they said was deleted",
	"reminder_add": "they are about the channel", "channel_posting_permissions": "they are about the channel",
}

// message adds one record, unless it is noise or out of the window.
func (x *slackExport) message(s *slackMessage) {
	if why, ok := noise[s.Subtype]; ok {
		x.drop(strings.ReplaceAll(s.Subtype, "_", " ")+" records", why)
		return
	}
	at, ok := slackMoment(s.TS)
	if !ok {
		x.drop("messages", "they have no time")
		return
	}
	if !x.o.Window.holds(at) {
		x.drop("messages", "outside --from and --to")
		return
	}
	m := incident.Message{
		ID: slackID(s.TS), At: at, Kind: x.kind(s), Edited: len(s.Edited) > 0 && string(s.Edited) != "null",
		Text: x.text(s), Who: x.who(s), Reactions: reactions(s.Reactions), Files: x.files(s),
	}
	if s.Thread != "" && s.Thread != s.TS {
		m.Thread = slackID(s.Thread)
	}
	x.huddle(s, &m)
	if m.Text == "" && len(m.Files) == 0 && m.Kind != incident.MessageJoin && m.Kind != incident.MessageLeave {
		x.drop("messages", "they are empty")
		return
	}
	x.Messages = append(x.Messages, m)
}

// slackID makes an address of a `ts`, unique in its channel.
func slackID(ts string) string { return "m" + strings.ReplaceAll(ts, ".", "-") }

// unixText reads seconds since 1970, UTC, with a fraction, without a float.
func unixText(ts string) (time.Time, bool) {
	whole, fraction, _ := strings.Cut(ts, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || seconds <= 0 || seconds > 1<<34 {
		return time.Time{}, false
	}
	micro, err := strconv.ParseInt((fraction + "000000")[:6], 10, 64)
	if err != nil {
		micro = 0
	}
	return time.Unix(seconds, micro*1000).UTC(), true
}

func (x *slackExport) kind(s *slackMessage) incident.MessageKind {
	switch s.Subtype {
	case "channel_join", "group_join":
		return incident.MessageJoin
	case "channel_leave", "group_leave":
		return incident.MessageLeave
	}
	if s.systemic() {
		return incident.MessageBot
	}
	u, known := x.users[s.User]
	machine := s.Subtype == "bot_message" || s.BotID != "" && s.User == "" || known && u.IsBot
	if !machine {
		return incident.MessageText
	}
	if slices.ContainsFunc(s.Attached, slackAttachment.alarming) || sounds(x.who(s), alarms) || alarming.MatchString(x.text(s)) {
		return incident.MessageAlert
	}
	return incident.MessageBot
}

// slackName is who says what Slack itself writes.
const slackName = "Slack"

// systemic tells whether a record's words are Slack's own, in whomever's name.
func (s *slackMessage) systemic() bool {
	switch s.Subtype {
	case "huddle_thread", "channel_topic", "channel_purpose", "channel_name", "group_topic", "group_purpose", "group_name":
		return true
	}
	return false
}

// alarms are services whose messages are alerts.
var alarms = []string{
	"alert", "pagerduty", "opsgenie", "grafana", "datadog", "nagios", "sentry", "pingdom", "new relic",
	"newrelic", "prometheus", "cloudwatch", "monitor", "statuscake", "uptime", "zabbix", "icinga", "honeycomb",
}

// alarming is what other machines write when they call somebody.
var alarming = regexp.MustCompile(`(?i)\b(paging|firing|alert(s|ing)?|critical|triggered)\b`)

func (a slackAttachment) alarming() bool {
	return a.Color == "danger" || a.Color == "warning"
}

func sounds(name string, words []string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
}

func (s *slackMessage) botName() string {
	return cmp.Or(s.BotProfile.Name, s.Username)
}

// who names the sender: a person's id, or a bot's name.
func (x *slackExport) who(s *slackMessage) string {
	if s.systemic() {
		return slackName
	}
	user := s.User
	if user == "" && s.Comment != nil {
		user = s.Comment.User
	}
	switch u, known := x.users[user]; {
	case known && u.IsBot:
		return cmp.Or(u.name(), user)
	case known:
		return user
	case user != "" && user != "USLACKBOT":
		name := cmp.Or(s.Profile.RealName, s.Profile.DisplayName)
		if name != "" {
			x.strangers[name] = true
		}
		return cmp.Or(name, user)
	}
	return cmp.Or(s.botName(), s.BotID, slackName)
}

func reactions(list []slackReaction) []incident.Reaction {
	var all []incident.Reaction
	for _, r := range list {
		n := max(r.Count, len(r.Users))
		name, _, _ := strings.Cut(r.Name, "::") // without a skin's tone
		if n == 0 || name == "" {
			continue
		}
		if i := slices.IndexFunc(all, func(o incident.Reaction) bool { return o.Name == name }); i >= 0 {
			all[i].Count += n
			continue
		}
		all = append(all, incident.Reaction{Name: name, Count: n})
	}
	slices.SortFunc(all, func(a, b incident.Reaction) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// files lists the names of what was attached; the bytes are not in an export.
func (x *slackExport) files(s *slackMessage) []string {
	list := s.Files
	if s.File != nil {
		list = append(list, *s.File)
	}
	var names []string
	for _, f := range list {
		if name := cmp.Or(f.Name, f.Title); name != "" && f.Mode != "tombstone" {
			names = append(names, name)
		}
	}
	return names
}

// huddleWords begin what stands for a huddle in the conversation.
const huddleWords = "A huddle"

// huddle notes who was on a call: at some time of it, not when each came.
func (x *slackExport) huddle(s *slackMessage, m *incident.Message) {
	if s.Room == nil {
		return
	}
	var names []string
	who := slices.Concat(s.Room.History, s.Room.Now)
	slices.Sort(who)
	for _, id := range slices.Compact(who) {
		x.Stays = append(x.Stays, Stay{Who: id, From: about(unixMoment(s.Room.Start)), To: unixMoment(s.Room.End)})
		names = append(names, x.mention(id, ""))
	}
	m.Text = huddleWords + "."
	if len(names) > 0 {
		m.Text = huddleWords + " with " + strings.Join(names, ", ") + "."
	}
}

func about(m incident.Moment) incident.Moment {
	m.About = m.Known()
	return m
}

func unixMoment(seconds int64) incident.Moment {
	if seconds <= 0 || seconds > 1<<34 {
		return incident.Moment{}
	}
	return incident.Moment{Time: time.Unix(seconds, 0).UTC(), Precision: incident.ToSecond}
}
