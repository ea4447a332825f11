package redact

import "strings"

// A shape is how tokens of one maker begin, and how many letters, digits and
// signs follow at least.
type shape struct {
	prefix string
	least  int
	what   string
}

// shapes are the prefixes that makers publish so that their tokens can be found.
var shapes = []shape{
	{"AKIA", 16, "an AWS access key"},
	{"ASIA", 16, "an AWS access key"},
	{"ghp_", 36, "a GitHub token"},
	{"gho_", 36, "a GitHub token"},
	{"ghu_", 36, "a GitHub token"},
	{"ghs_", 36, "a GitHub token"},
	{"ghr_", 36, "a GitHub token"},
	{"github_pat_", 22, "a GitHub token"},
	{"glpat-", 20, "a GitLab token"},
	{"gldt-", 20, "a GitLab token"},
	{"glrt-", 20, "a GitLab token"},
	{"glptt-", 20, "a GitLab token"},
	{"glcbt-", 20, "a GitLab token"},
	{"glsa_", 32, "a Grafana token"},
	{"glc_", 32, "a Grafana token"},
	{"xoxb-", 10, "a Slack token"},
	{"xoxp-", 10, "a Slack token"},
	{"xoxa-", 10, "a Slack token"},
	{"xoxr-", 10, "a Slack token"},
	{"xoxs-", 10, "a Slack token"},
	{"xoxc-", 10, "a Slack token"},
	{"xoxe", 20, "a Slack token"},
	{"xapp-", 20, "a Slack token"},
	{"sk_live_", 16, "a Stripe key"},
	{"sk_test_", 16, "a Stripe key"},
	{"rk_live_", 16, "a Stripe key"},
	{"whsec_", 24, "a webhook's secret"},
	{"sk-", 20, "an API key"},
	{"AIza", 35, "a Google API key"},
	{"ya29.", 20, "a Google token"},
	{"GOCSPX-", 20, "a Google client secret"},
	{"npm_", 36, "an npm token"},
	{"pypi-", 50, "a PyPI token"},
	{"rubygems_", 40, "a RubyGems token"},
	{"dckr_pat_", 20, "a Docker token"},
	{"hf_", 30, "a Hugging Face token"},
	{"SG.", 40, "a SendGrid key"},
	{"dop_v1_", 40, "a DigitalOcean token"},
	{"hvs.", 20, "a Vault token"},
	{"hvb.", 20, "a Vault token"},
	{"shpat_", 32, "a Shopify token"},
	{"shpss_", 32, "a Shopify token"},
	{"sq0atp-", 20, "a Square token"},
	{"sq0csp-", 20, "a Square secret"},
	{"lin_api_", 30, "a Linear key"},
	{"NRAK-", 25, "a New Relic key"},
	{"PMAK-", 30, "a Postman key"},
	{"figd_", 30, "a Figma token"},
	{"pscale_", 30, "a PlanetScale token"},
	{"tskey-", 20, "a Tailscale key"},
	{"ATATT3", 40, "an Atlassian token"},
	{"AGE-SECRET-KEY-1", 50, "an age key"},
}

// tokens finds the tokens of known makers, signed web tokens, webhooks' addresses,
// and long strings that look drawn by chance.
func tokens(text string) []Finding {
	var list []Finding
	public := publicParts(text)
	for i := 0; i < len(text); {
		if !tokenByte(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && tokenByte(text[i]) {
			i++
		}
		if i-start < 16 {
			continue
		}
		for len(public) > 0 && public[0].end <= start {
			public = public[1:]
		}
		if len(public) > 0 && start >= public[0].start {
			i = max(i, public[0].end)
			continue
		}
		list = append(list, tokensIn(text, start, i)...)
	}
	return list
}

// publicParts are the parts of a text that hold nothing secret, however it looks:
// certificates and public keys.
func publicParts(text string) []pemBlock {
	var list []pemBlock
	for _, b := range pemBlocks(text) {
		if !strings.Contains(b.label, "PRIVATE") {
			list = append(list, b)
		}
	}
	return list
}

// tokensIn looks at one run of letters, digits and the signs that tokens have.
func tokensIn(text string, start, end int) []Finding {
	if at, what := knownToken(text, start, end); what != "" {
		return []Finding{{Secret, what, at, knownEnd(text, at, end)}}
	}
	if strings.HasPrefix(text[start:end], "eyJ") && strings.Count(text[start:end], ".") >= 2 && end-start >= 40 {
		return []Finding{{Secret, "a signed web token", start, end}}
	}
	if inAddress(text, start) {
		return webhook(text, start, end)
	}
	var list []Finding
	for _, part := range partsOf(text, start, end) {
		if !knownHash(text, part[0]) && drawn(text[part[0]:part[1]]) {
			list = append(list, Finding{Secret, "a long string that looks drawn by chance", part[0], part[1]})
		}
	}
	return list
}

// knownToken returns where in a run a token of a known maker begins.
func knownToken(text string, start, end int) (int, string) {
	for at := start; at+16 <= end; at++ {
		if at > start && isAlnum(text[at-1]) {
			continue
		}
		for _, s := range shapes {
			if strings.HasPrefix(text[at:end], s.prefix) && knownEnd(text, at, end)-at >= len(s.prefix)+s.least && s.fits(text[at:end]) {
				return at, s.what
			}
		}
	}
	return 0, ""
}

// fits keeps words from being taken for tokens: «sk-learn-pipeline-for-batches».
func (s shape) fits(value string) bool {
	switch s.prefix {
	case "AKIA", "ASIA":
		return value == strings.ToUpper(value)
	}
	return strings.ContainsAny(value[len(s.prefix):], "0123456789")
}

// knownEnd is where a token of a known maker ends: its letters, digits and the
// few signs that such tokens have.
func knownEnd(text string, at, end int) int {
	to := at
	for to < end && (isAlnum(text[to]) || strings.IndexByte("_-.", text[to]) >= 0) {
		to++
	}
	for to > at && text[to-1] == '.' {
		to--
	}
	return to
}

// inAddress tells whether what begins at start is part of an address on the web,
// whose long names are no secrets by themselves.
func inAddress(text string, start int) bool {
	from := start
	for from > 0 && text[from-1] > ' ' && start-from < 400 {
		from--
	}
	before := text[from:start]
	return strings.Contains(before, "://") || strings.Contains(before, `:\/\/`) || strings.HasSuffix(before, ":") && strings.HasPrefix(text[start:], "//")
}

// webhook finds addresses that let anybody post who has them.
func webhook(text string, start, end int) []Finding {
	for _, host := range []string{"//hooks.slack.com/services/", "//discord.com/api/webhooks/", "//discordapp.com/api/webhooks/"} {
		if at := strings.Index(text[start:end], host); at >= 0 && start+at+len(host)+16 < end {
			return []Finding{{Secret, "a webhook's address", start + at + len(host), end}}
		}
	}
	return nil
}

// partsOf are the parts of a run that may each be a value: between equals signs
// that are no padding; and, where that is a path, its parts.
func partsOf(text string, start, end int) [][2]int {
	var list [][2]int
	add := func(from, to int) {
		for to > from && strings.IndexByte("./+-_", text[to-1]) >= 0 {
			to--
		}
		for from < to && strings.IndexByte("./+-_=", text[from]) >= 0 {
			from++
		}
		if to-from >= leastDrawn {
			list = append(list, [2]int{from, to})
		}
	}
	from := start
	for i := start; i <= end; i++ {
		if i == end || text[i] == '.' || text[i] == '=' && i+1 < end && text[i+1] != '=' {
			add(from, i)
			from = i + 1
		}
	}
	return list
}

func tokenByte(c byte) bool { return isAlnum(c) || strings.IndexByte("_-./+=", c) >= 0 }
