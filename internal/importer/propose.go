package importer

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A proposal is an entry that somebody may keep: what happened, by whom, and the
// message that shows it. It says nothing that the message does not, and what
// people wrote stands in quotation marks.
type proposal struct {
	at    incident.Moment
	phase incident.Phase // empty: whoever keeps it says
	text  string
	id    string // of the message
	word  string // of the link to it
}

// What people write when they hand over, lead, go, take up, declare, and see the end;
// what machines did.
var (
	handOver  = regexp.MustCompile(`(?i)\b(handing (it |this )?over|hand[- ]?over|taking over|take over from|you have the (pager|incident|conn)|i have the (pager|incident))\b`)
	commands  = regexp.MustCompile(`(?i)\b(i('m| am)|i('ll| will) be|i('ll| will) take) (the )?(ic|incident command(er)?|commander)\b`)
	farewell  = regexp.MustCompile(`(?i)\b(good ?night|bye|signing off|logging off|going offline|(off|going) to (bed|sleep)|i('m| am) off( now)?|i leave you)\b`)
	gotIt     = regexp.MustCompile(`(?i)^\W*(got it|i('ve)? (have|got) it|on it|i'?m on it|ack|acked|acknowledged|looking( now| into it)?|i'?ll take (it|this|a look)|i can take (it|this))\b`)
	declared  = regexp.MustCompile(`(?i)\b(declar(e|ing|ed) (an? |this )?(incident|sev)|/incident\b|opening an incident|this is an? (incident|sev ?\d)|status: investigating)`)
	resolved  = regexp.MustCompile(`(?i)\b(all clear|incident (is )?(over|resolved|closed)|calling (it|this) (over|done|resolved)|back to normal|this is resolved|marking (it |this )?(as )?resolved|fully recovered)`)
	changes   = regexp.MustCompile(`(?i)\b(deploy|releas|roll(ed|ing)? ?(back|out)|revert|restart|reboot|scal(ed|ing)|fail(ed|ing)? ?over|flag|enabled|disabled|merged|purged|promoted)`)
	linkWords = regexp.MustCompile(`\[((?:\\.|[^\]\\])*)\]\([^)]*\)`)
	posted    = regexp.MustCompile(`^\*\*([^*]+)\*\* – `)
	linked    = regexp.MustCompile(`https?://[^\s<>()\[\]|"]+`)
	figures   = regexp.MustCompile(`\d+`)
	graphHost = []string{"grafana", "datadog", "kibana", "prometheus", "newrelic", "honeycomb", "cloudwatch", "graphite", "dashboard", "splunk", "lightstep", "chart", "graph", "metrics"}
)

const (
	mostAlike  = 3                // posts of machines that differ in nothing but figures
	mostPosts  = 20               // posts of one machine
	mostMarked = 10               // messages that are proposed because of their answers, and of their reactions
	fewAnswers = 3                // answers, or reactions, that make a message one of those
	settling   = 10 * time.Minute // in which those who are there say their first words
)

// A proposer goes through a conversation once and remembers what was there.
type proposer struct {
	known  map[string]bool // who is a person
	seen   map[string]bool // links, people who came, words
	called map[string]bool // messages that say who was called
	speaks map[string]bool // who says something, sooner or later: who only looks on is among the participants
	marked map[string]bool // messages that people answered or reacted to
	posts  map[string]int  // of machines
	begun  time.Time       // when somebody first wrote something
	list   []proposal
}

// proposals lists the moments of a conversation that a timeline may want: who came,
// who was called, alerts and what other machines did, the first time a graph or a
// link is shown, hand-overs, «got it», where it was declared and resolved, and what
// most people answered or reacted to.
func proposals(e Evidence, fresh func(id string) bool) []proposal {
	p := proposer{
		known: map[string]bool{}, seen: map[string]bool{}, called: map[string]bool{}, speaks: map[string]bool{},
		marked: marked(e.Messages), posts: map[string]int{}, begun: e.begun().Time,
	}
	for _, s := range e.People {
		p.known[s.Ref] = !s.Bot
	}
	for _, s := range e.Stays {
		if s.From.Known() && !s.From.About {
			p.seen["came "+s.Who] = true
		}
	}
	for _, m := range e.Messages {
		p.speaks[m.Who] = p.speaks[m.Who] || m.Kind == incident.MessageText || m.Kind == incident.MessageSpeech
	}
	calls := map[string][]Call{}
	for _, c := range e.Calls {
		p.seen["came "+c.Who] = true
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

// marked are the messages with most answers, and those with most reactions: people
// marked them at the time.
func marked(list []incident.Message) map[string]bool {
	answers := map[string]int{}
	for _, m := range list {
		answers[m.Thread]++
	}
	reactions := func(m incident.Message) int {
		n := 0
		for _, r := range m.Reactions {
			n += r.Count
		}
		return n
	}
	ids := map[string]bool{}
	for _, count := range []func(incident.Message) int{func(m incident.Message) int { return answers[m.ID] }, reactions} {
		all := slices.DeleteFunc(slices.Clone(list), func(m incident.Message) bool { return count(m) < fewAnswers })
		slices.SortStableFunc(all, func(a, b incident.Message) int { return cmp.Compare(count(b), count(a)) })
		for _, m := range all[:min(len(all), mostMarked)] {
			ids[m.ID] = true
		}
	}
	return ids
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
		if p.known[m.Who] && p.speaks[m.Who] && p.first("came "+m.Who) {
			p.add(m, "coordinate", at(m.Who)+" joins", "join")
		}
	case incident.MessageLeave:
	case incident.MessageAlert:
		if p.post(m) {
			p.add(m, "detect", "Alert: "+firstWords(m.Text), "alert")
		}
	case incident.MessageBot:
		p.machine(m)
		p.links(m)
	default:
		p.spoken(m)
		p.links(m)
	}
}

// machine proposes what a machine did or says.
func (p *proposer) machine(m incident.Message) {
	state := posted.FindStringSubmatch(m.Text)
	switch {
	case m.Who == pagerName:
		if !p.called[m.ID] && !assigned(m.Text) {
			p.add(m, "coordinate", "The page: "+lowerFirst(strings.TrimSuffix(m.Text, ".")), "page")
		}
	case state != nil:
		m.Text = m.Text[len(state[0]):]
		p.quote(m, "communicate", "The status page, "+strings.ToLower(state[1]), "post")
	case !p.post(m):
	case strings.HasPrefix(m.Text, huddleWords):
		p.add(m, "coordinate", strings.TrimSuffix(m.Text, "."), "huddle")
	case m.Who == slackName:
		p.add(m, "context", firstWords(m.Text), "post")
	case changes.MatchString(m.Text):
		p.add(m, "repair", m.Who+": "+firstWords(m.Text), "post")
	default:
		p.add(m, "context", m.Who+": "+firstWords(m.Text), "post")
	}
}

// post tells whether a machine's post is one of few: a machine may write the
// whole night.
func (p *proposer) post(m incident.Message) bool {
	words := firstWords(m.Text)
	alike := m.Who + " " + figures.ReplaceAllString(words, "0")
	p.posts[alike]++
	p.posts[m.Who]++
	return words != "" && p.posts[alike] <= mostAlike && p.posts[m.Who] <= mostPosts
}

// name is how an entry calls somebody.
func (p *proposer) name(who string) string {
	if p.known[who] {
		return at(who)
	}
	return who
}

// spoken proposes what a person's message marks.
func (p *proposer) spoken(m incident.Message) {
	who, came := p.name(m.Who), p.first("came "+m.Who) && p.known[m.Who]
	switch {
	case declared.MatchString(m.Text) && p.first("declared"):
		p.quote(m, "coordinate", who+" declares it", "said")
	case resolved.MatchString(m.Text):
		p.quote(m, "repair", who+" says that it is over", "said")
	case commands.MatchString(m.Text):
		p.quote(m, "coordinate", who+" leads", "said")
	case handOver.MatchString(m.Text):
		p.quote(m, "coordinate", who+", a hand-over", "said")
	case gotIt.MatchString(m.Text) && p.known[m.Who] && p.first("got it "+m.Who):
		p.quote(m, "coordinate", who+" takes it up", "said")
	case m.Kind == incident.MessageSpeech && p.known[m.Who] && p.first("call"):
		p.quote(m, "coordinate", who+" is the first to speak on the call", "said")
	case came && m.At.Time.Sub(p.begun) >= settling && m.Kind == incident.MessageText:
		p.quote(m, "coordinate", who+" comes in", "said")
	case p.marked[m.ID]:
		p.quote(m, "", who, "said")
	}
}

// quote adds an entry with the beginning of what was said, as it was said.
func (p *proposer) quote(m incident.Message, phase incident.Phase, text, word string) {
	if words := firstWords(m.Text); words != "" {
		text += ": “" + words + "”"
	}
	p.add(m, phase, text, word)
}

// links proposes the first time that each graph or link is shown.
func (p *proposer) links(m incident.Message) {
	who, machine := p.name(m.Who), m.Kind == incident.MessageBot
	if m.Who == pagerName || machine && posted.MatchString(m.Text) {
		return
	}
	for _, link := range linked.FindAllString(m.Text, -1) {
		u, err := url.Parse(strings.TrimRight(link, ".,;:!?*_~`"))
		if err != nil || u.Host == "" || !p.first("link "+u.Host+u.Path) {
			continue
		}
		what := "a link to " + u.Hostname()
		if sounds(u.Host+u.Path, graphHost) {
			what = "a graph at " + u.Hostname()
		} else if machine {
			continue // its post is proposed
		}
		p.add(m, "diagnose", who+" shows "+what, "shown")
	}
	if len(m.Files) == 0 {
		return
	}
	what := "the file " + firstWords(m.Files[0])
	switch strings.ToLower(path.Ext(m.Files[0])) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp":
		what = "a picture"
	}
	p.add(m, "diagnose", who+" shows "+what, "shown")
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// firstWords is the beginning of what was written, on one line, in whole words.
func firstWords(text string) string {
	const most = 80
	line := strings.Join(strings.Fields(linkWords.ReplaceAllString(strings.NewReplacer("*", "", "`", "", "<", "", ">", "").Replace(text), "$1")), " ")
	if r := []rune(line); len(r) > most {
		line = string(r[:most])
		line = strings.TrimSpace(line[:strings.LastIndexByte(line, ' ')+1]) + "…"
	}
	return line
}

// line writes a proposal as a commented line of a timeline, in UTC, with its date
// where that is not the day on which the timeline begins, and with its zone where
// the timeline does not say it. A comment must not hold what ends it.
func (p proposal) line(day time.Time, zone string) string {
	clock := p.at.Time.UTC().Format("15:04") + zone
	if !p.at.Time.UTC().Truncate(24 * time.Hour).Equal(day) {
		clock = p.at.Time.UTC().Format(time.DateOnly) + " " + clock
	}
	phase := ""
	if p.phase != "" {
		phase = "[" + string(p.phase) + "] "
	}
	text := strings.NewReplacer("--", "–", "\n", " ").Replace(p.text)
	return fmt.Sprintf("<!-- - %s %s%s ([%s](transcript.jsonl#%s)) -->", clock, phase, text, p.word, p.id)
}
