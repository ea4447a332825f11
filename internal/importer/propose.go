package importer

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A proposal is an entry that somebody may keep: what happened, by whom, and the
// message that shows it. It says nothing that the message does not.
type proposal struct {
	at    incident.Moment
	phase incident.Phase
	text  string
	id    string // of the message
	word  string // of the link to it
}

// What people write when they hand over, take up, declare, and see the end.
var (
	handOver  = regexp.MustCompile(`(?i)\b(handing (it |this )?over|hand[- ]?over|taking over|take over from|you have the (pager|incident|conn)|i('m| am) (the )?(ic|incident commander)|i have the (pager|incident))\b`)
	gotIt     = regexp.MustCompile(`(?i)^\W*(got it|on it|i'?m on it|ack|acked|acknowledged|looking( now| into it)?|i'?ll take (it|this|a look)|i can take (it|this))\b`)
	declared  = regexp.MustCompile(`(?i)\b(declar(e|ing|ed) (an? |this )?(incident|sev)|/incident\b|opening an incident|this is an? (incident|sev ?\d)|status: investigating)`)
	resolved  = regexp.MustCompile(`(?i)\b(all clear|incident (is )?(over|resolved|closed)|back to normal|this is resolved|marking (it |this )?(as )?resolved|fully recovered)`)
	linkWords = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	posted    = regexp.MustCompile(`^\*\*([^*]+)\*\* – `)
	linked    = regexp.MustCompile(`https?://[^\s<>()\[\]|"]+`)
	graphHost = []string{"grafana", "datadog", "kibana", "prometheus", "newrelic", "honeycomb", "cloudwatch", "graphite", "dashboard", "splunk", "lightstep", "chart", "graph", "metrics"}
)

// mostAlerts bounds how many alerts of one text are proposed.
const mostAlerts = 3

// A proposer goes through a conversation once and remembers what was there.
type proposer struct {
	known  map[string]bool // who is a person
	seen   map[string]bool // links, people who came, words
	called map[string]bool // messages that say who was called
	alerts map[string]int
	list   []proposal
}

// proposals lists the moments of a conversation that a timeline may want: who came,
// who was called, alerts, the first time a graph or a link is shown, hand-overs,
// «got it», where it was declared and resolved.
func proposals(e Evidence, fresh func(id string) bool) []proposal {
	p := proposer{known: map[string]bool{}, seen: map[string]bool{}, called: map[string]bool{}, alerts: map[string]int{}}
	for _, s := range e.People {
		p.known[s.Ref] = !s.Bot
	}
	calls := map[string][]Call{}
	for _, c := range e.Calls {
		calls[c.Message] = append(calls[c.Message], c)
		p.called[c.Message] = true
	}
	for _, m := range e.Messages {
		if !m.At.HasClock() {
			continue
		}
		before := len(p.list)
		for _, c := range calls[m.ID] {
			p.add(m, "detect", at(c.Who)+" is called by the pager", "call")
		}
		p.message(m)
		if !fresh(m.ID) {
			p.list = p.list[:before]
		}
	}
	return p.list
}

func at(who string) string { return "@" + who }

func (p *proposer) add(m incident.Message, phase incident.Phase, text, word string) {
	p.list = append(p.list, proposal{m.At, phase, text, m.ID, word})
}

// first tells whether something is there for the first time.
func (p *proposer) first(what string) bool {
	if p.seen[what] {
		return false
	}
	p.seen[what] = true
	return true
}

func (p *proposer) message(m incident.Message) {
	switch m.Kind {
	case incident.MessageJoin:
		if p.known[m.Who] && p.first("join "+m.Who) {
			p.add(m, "coordinate", at(m.Who)+" joins", "join")
		}
		return
	case incident.MessageAlert:
		if words := firstWords(m.Text); p.alerts[words] < mostAlerts {
			p.alerts[words]++
			p.add(m, "detect", "Alert: "+words, "alert")
		}
		return
	case incident.MessageLeave:
		return
	}
	p.spoken(m)
}

// spoken proposes what a message of a person or a bot marks.
func (p *proposer) spoken(m incident.Message) {
	who := m.Who
	if p.known[m.Who] {
		who = at(m.Who)
	}
	state := posted.FindStringSubmatch(m.Text)
	switch {
	case m.Who == pagerName && m.Kind == incident.MessageBot:
		if !p.called[m.ID] {
			p.add(m, "coordinate", "The page: "+lowerFirst(strings.TrimSuffix(m.Text, ".")), "page")
		}
		return
	case state != nil && m.Kind == incident.MessageBot:
		p.add(m, "communicate", "The status page says: "+strings.ToLower(state[1]), "post")
		return
	case declared.MatchString(m.Text) && p.first("declared"):
		p.add(m, "coordinate", who+": declared", "said")
	case resolved.MatchString(m.Text):
		p.add(m, "repair", who+": said to be over", "said")
	case handOver.MatchString(m.Text):
		p.add(m, "coordinate", who+": a hand-over", "said")
	case gotIt.MatchString(m.Text) && p.known[m.Who] && p.first("got it "+m.Who):
		p.add(m, "coordinate", who+" takes it up", "said")
	}
	p.links(m, who)
}

// links proposes the first time that each graph or link is shown.
func (p *proposer) links(m incident.Message, who string) {
	for _, link := range linked.FindAllString(m.Text, -1) {
		u, err := url.Parse(strings.TrimRight(link, ".,;:!?*_~`"))
		if err != nil || u.Host == "" || !p.first("link "+u.Host+u.Path) {
			continue
		}
		what := "a link to " + u.Hostname()
		if sounds(u.Host+u.Path, graphHost) {
			what = "a graph at " + u.Hostname()
		}
		p.add(m, "diagnose", who+" shows "+what, "shown")
	}
	for _, f := range m.Files {
		switch strings.ToLower(path.Ext(f)) {
		case ".png", ".jpg", ".jpeg", ".gif", ".webp":
			p.add(m, "diagnose", who+" shows a picture", "shown")
			return
		}
	}
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// firstWords is the beginning of what a machine wrote, on one line.
func firstWords(text string) string {
	const most = 80
	line := strings.Join(strings.Fields(linkWords.ReplaceAllString(strings.NewReplacer("*", "", "`", "", "<", "", ">", "").Replace(text), "$1")), " ")
	if r := []rune(line); len(r) > most {
		line = strings.TrimSpace(string(r[:most])) + "…"
	}
	return line
}

// line writes a proposal as a commented line of a timeline, in UTC. A comment
// must not hold what ends it.
func (p proposal) line(dated bool) string {
	layout := "15:04"
	if dated {
		layout = "2006-01-02 15:04"
	}
	text := strings.NewReplacer("--", "–", "\n", " ").Replace(p.text)
	return fmt.Sprintf("<!-- - %s [%s] %s ([%s](transcript.jsonl#%s)) -->", p.at.Time.UTC().Format(layout), p.phase, text, p.word, p.id)
}
