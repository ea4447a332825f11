package importer

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/casebook-dev/casebook/internal/redact"
)

// plants are ways in which people put into a conversation what should not be kept.
// What stands in braces is drawn for each: {A:n} letters and digits, {U:n} upper case
// and digits, {h:n} hexadecimal, {b:n} base64, {d:n} digits. The bars enclose the
// secret itself.
var plants = []string{
	"here: |ghp_{A:36}|", "use |github_pat_{A:22}_{A:59}| for now", "CI has |glpat-{A:20}|", "the bot's |xoxb-{d:12}-{d:12}-{A:24}|",
	"|AKIA{U:16}| is the old one", "aws_secret_access_key = |{b:40}|", "stripe |sk_live_{A:24}| please", "|AIza{A:35}| in the app",
	"npm |npm_{A:36}|", "Authorization: Bearer |{A:40}|", "curl -H 'X-Api-Key: |{A:32}|' https://api.example/", "password=|{A:12}|!",
	"DB_PASSWORD=\"|{A:18}|\"", "the password is |{A:10}|", "postgres://app:|{A:16}|@db.example:5432/app", "redis://:|{A:20}|@cache.example/0",
	"amqp://broker:|{A:14}|@mq.example/", "SECRET_KEY: '|{b:44}|'", "token: |{A:30}|", "client_secret=|{A:32}|&grant_type=x",
	"|-----BEGIN RSA PRIVATE KEY-----\n{b:64}\n{b:64}\n-----END RSA PRIVATE KEY-----|", "|eyJ{A:20}.eyJ{A:40}.{A:43}|", "see |{b:48}| in the log", "ssh key pass phrase: passphrase=|{A:15}|",
	"mail |{l:6}.{l:7}@{l:8}.com| about it", "it is |{l:5}@{l:6}.co.uk|", "cc |{l:7}+oncall@{l:9}.io|", "<mailto:{l:5}@{l:7}.org\\|{l:5}@{l:7}.org>",
	"call |+351 912 {d:3} {d:3}|", "my number: |+44 20 7946 {d:4}|", "ring |(415) 555-{d:4}| now", "tel |+49 30 {d:8}|",
	"fax is |+1-202-555-{d:4}|", "phone |+81 3-{d:4}-{d:4}|",
	"customer |Acme Corp| sees it", "|acme corp|'s tenant is down", "it is only |ACME CORP|", "ticket |CUST-{d:6}| again", "|CUST-{d:5}| and nobody else", "card |4111 1111 1111 1111| was refused",
}

// A planter draws what plants leave open, the same each time.
type planter struct{ *rand.Rand }

const (
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lower  = "abcdefghijklmnopqrstuvwxyz"
	figure = "0123456789"
)

var alphabets = map[byte]string{
	'A': upper + lower + figure, 'U': upper + figure, 'h': figure + "abcdef", 'b': upper + lower + figure + "+/", 'd': figure, 'l': lower,
}

func (p planter) fill(plant string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(plant, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		spec, after, _ := strings.Cut(rest, "}")
		n := 0
		fmt.Sscanf(spec[2:], "%d", &n)
		letters := alphabets[spec[0]]
		for i := range n {
			from := letters
			if spec[0] == 'd' && i == 0 {
				from = figure[2:]
			}
			b.WriteByte(from[p.IntN(len(from))])
		}
		plant = after
	}
}

// secretOf takes the bars away and returns what lies between them; where there are
// none, the address that stands twice.
func secretOf(text string) (clean, secret string) {
	text = strings.ReplaceAll(text, `\|`, "\x00")
	parts := strings.Split(text, "|")
	if len(parts) == 3 {
		secret = parts[1]
	} else {
		_, secret, _ = strings.Cut(parts[0], "\x00")
		secret = strings.TrimSuffix(secret, ">")
	}
	return strings.ReplaceAll(strings.Join(parts, ""), "\x00", "|"), secret
}

// Two hundred secrets and personal details in a synthetic export: at least 95 in a
// hundred must be gone from every file that a draft writes.
func TestPlantedSecretsAreReplaced(t *testing.T) {
	p := planter{rand.New(rand.NewPCG(7, 7))}
	var list []map[string]any
	var secrets, from []string
	for n := range 200 {
		plant := plants[n%len(plants)]
		text, secret := secretOf(p.fill(plant))
		secrets, from = append(secrets, secret), append(from, plant)
		list = append(list, map[string]any{"type": "message", "user": "U1", "text": text, "ts": fmt.Sprintf("%d.000100", 1773454000+n)})
	}
	day, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"users.json": {Data: []byte(`[{"id":"U1","name":"ana","profile":{"real_name":"Ana Reis"}}]`)}, "inc/2026-03-14.json": {Data: day}}
	e, err := Slack(fsys, SlackOptions{})
	if err != nil {
		t.Fatal(err)
	}
	finder, err := redact.New(redact.Options{Names: []string{"Acme Corp"}, Patterns: []redact.Pattern{{Name: "customer", Regexp: `CUST-\d+`}}})
	if err != nil {
		t.Fatal(err)
	}
	e.Name(nil)
	e.Redact(Redaction{Finder: finder})
	made, err := Draft(e, DraftOptions{})
	if err != nil {
		t.Fatal(err)
	}
	written := ""
	for _, f := range made.Files {
		written += string(f.Data)
	}
	missed := 0
	for i, s := range secrets {
		if strings.Contains(written, jsonText(s)) {
			missed++
			t.Logf("missed: %s", from[i])
		}
	}
	recall := float64(len(secrets)-missed) / float64(len(secrets))
	t.Logf("%d planted, %d found, recall %.3f", len(secrets), len(secrets)-missed, recall)
	if recall < 0.95 {
		t.Errorf("recall %.3f, want at least 0.95", recall)
	}
}

// jsonText is how a text stands in transcript.jsonl.
func jsonText(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }
