package search

// A Rule is one thing that a query may say, and what it finds.
type Rule struct{ Write, Finds string }

// Intro is what to know before the rules.
const Intro = `A query is words. What is found are reviews that have all of them; where those are fewer than ten, reviews that have most of them stand among them, and each word that a review has lifts it. Words in titles count most, then those in what was learned; rare words count more than common ones, and of reviews that say it equally the newest comes first. Endings do not matter (certificate finds certificates), nor do accents and capitals. A word that the book does not have is taken as the beginning of a word, else as one with a letter or two typed wrong after the first.`

// Language lists what a query may say, for people: the help of the command and
// the page of the site show it.
func Language() []Rule {
	return []Rule{
		{`consul dns`, "both words, anywhere"},
		{`"expired certificate"`, "these words, one after another; mix phrases with words as you like"},
		{`consul -reboot`, "consul, without reboot; a phrase or a field can be left out too"},
		{`certif*`, "words that begin so, from two letters on"},
		{`INC-142`, "an identifier, or what mentions it; id:INC-142 is that review alone"},
		{`title:dns`, "in the title"},
		{`in:learnings dns`, "in one part: narrative, timeline, conversation, learnings (with surprises and questions), title, facts; learnings:dns is the same for one word"},
		{`service:checkout`, "reviews that touched the service; so too team:, tag:, factor:, tech:, party:"},
		{`person:ariel`, "reviews that ariel took part in; who:ariel is the same"},
		{`severity:sev1 kind:near-miss status:not-reviewed`, "as the front matter says; sev:sev1 is short for the first"},
		{`service:web service:api`, "either: several values of one field; different fields narrow"},
		{`year:2026`, "incidents that started in the year"},
		{`after:2025-06 before:2026-03-14`, "from the beginning of a year, a month or a day on; until the day before one"},
		{`"Ariel Santos"`, "quotes hold a value together too: person:\"Ariel Santos\""},
		{`東京`, "Chinese, Japanese and Korean are found by any two characters that follow each other"},
	}
}

// Groups lists the groups of values that answers count, in the order to show.
func Groups() []string { return append([]string(nil), groups...) }
