package config

import (
	"slices"
	"strings"
)

// A Key is one setting.
type Key struct {
	Name string // keys inside another are joined by dots; * stands for a name of one's own
	Form string // what its value is, as a person would write it
	Doc  string // one line
}

// Keys lists every setting, in the order of the format's description.
func Keys() []Key {
	return []Key{
		{"title", "TEXT", "the book's name; default: Casebook"},
		{"base_url", "URL", "where the site will be: https://reviews.example/; feeds and the sitemap need it"},
		{"timezone", "ZONE", "an IANA name such as Europe/Lisbon, for times written without one; default: UTC"},
		{"language", "TAG", "the language of the site: en, pt-BR; default: en"},
		{"severities", "[NAME, …]", "from the worst on; default: [sev1, sev2, sev3, sev4]"},
		{"as_of", "DATE", "the day from which ages are counted; default: that of the last change"},
		{"content", "", "where things lie, as folders from the top of the repository"},
		{"content.reviews", "DIR", "default: content/reviews"},
		{"content.people", "DIR", "default: content/people"},
		{"content.teams", "DIR", "default: content/teams"},
		{"content.services", "DIR", "default: content/services"},
		{"content.tags", "DIR", "default: content/tags"},
		{"content.factors", "DIR", "default: content/factors"},
		{"content.calendar", "DIR", "default: content/calendar"},
		{"content.patterns", "DIR", "default: content/patterns"},
		{"content.pages", "DIR", "default: content/pages"},
		{"ignore", "[GLOB, …]", "files and folders that are left out; default: [\"*template*\", \"_*\", \".*\"]"},
		{"preset", strings.Join(Presets(), "|"), "another schema's keys and values, read as ours"},
		{"fields", "", "another schema's keys, read as ours"},
		{"fields.*", "[KEY, …]", "our key: theirs, in order of preference"},
		{"values", "", "another schema's values, read as ours"},
		{"values.*", "", "our key, with their values"},
		{"values.*.*", "TEXT", "their value: ours"},
		{"repository", "", "where changes are proposed"},
		{"repository.url", "URL", "the repository's page at the code host"},
		{"repository.branch", "NAME", "the branch that the site is made of; default: main"},
		{"repository.forge", strings.Join(Forges(), "|"), "the kind of code host; default: by the address"},
		{"working_hours", "", "when people are expected at work"},
		{"working_hours.start", "TIME", "default: \"09:00\""},
		{"working_hours.end", "TIME", "default: \"18:00\"; earlier than the start: across midnight"},
		{"working_hours.days", "[DAY, …]", "default: [mon, tue, wed, thu, fri]"},
		{"ordinary", "[TAG, …]", "tags of everyday troubles; default: [certificate, disk, quota]"},
		{"sections", "", "further names of headings"},
		{"sections.*", "[HEADING, …]", "the section: headings that mean it"},
		{"menu", "[{title, url}, …]", "links for the menu of every page"},
		{"menu.title", "TEXT", "what the link says"},
		{"menu.url", "URL", "a path of the site, or an address elsewhere"},
		{"theme", "", "how the site differs in looks"},
		{"theme.accent", "COLOUR", "a CSS colour in hex, such as \"#0a6\""},
		{"theme.logo", "FILE", "a picture, from the top of the repository"},
		{"bots", "[NAME, …]", "names in conversations and in history that are no people"},
		{"ignore_revs", "FILE", "a list of revisions that history passes over, as for git blame"},
		{"editions", "", "what audiences may see"},
		{"editions.internal", "", "the organisation itself: everything, but for"},
		{"editions.internal.drop", "[PART, …]", "what its site and search leave out: " + strings.Join(InternalDrops(), ", ") + " (conversations)"},
		{"editions.*", "", "the edition's name, as `audience` in a review has it"},
		{"editions.*.people", strings.Join(EditionPeople(), "|"), "how people appear; default: names"},
		{"editions.*.drop", "[PART, …]", "what is left out: " + strings.Join(EditionDrops(), ", ")},
		{"editions.*.base_url", "URL", "where the edition will be"},
		{"publish", "", "what the code host's workflow may deploy; it refuses without both"},
		{"publish.edition", "NAME", "the edition to deploy: internal, or one of editions"},
		{"publish.visibility_confirmed", "true|false", "true once somebody has looked who can read the deployed site"},
		{"redact", "", "what must not be kept, beside secrets, addresses and numbers"},
		{"redact.names", "[NAME, …]", "of customers and the like, found as whole words"},
		{"redact.patterns", "", "regular expressions, each under a name"},
		{"redact.patterns.*", "REGEXP", "what it calls by its name, such as 'CUST-[0-9]+'"},
		{"redact.allow", "[TEXT, …]", "values that may be kept; * stands for any text: *@ours.example"},
	}
}

// children returns the names of the keys right below a path; open tells whether
// names of one's own may stand there.
func children(path string) (names []string, open bool) {
	prefix := path + "."
	if path == "" {
		prefix = ""
	}
	for _, k := range Keys() {
		rest, ok := strings.CutPrefix(k.Name, prefix)
		if !ok || strings.Contains(rest, ".") {
			continue
		}
		names = append(names, rest)
	}
	return names, slices.Contains(names, "*")
}
