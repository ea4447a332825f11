// Package incident holds the records of a casebook: reviews, with the people,
// teams, services and terms they speak of. It reads and writes nothing; what it
// knows besides is the shape of the format, version 1, of which this is the
// manual in brief. [Fields] lists every key of a review's front matter and
// [Profiles] those of the files beside the reviews; `casebook help format` prints
// both.
//
// # Repository
//
//	casebook.yaml                                  settings (optional)
//	content/reviews/2026/2026-03-14-dns.md         a review as one file, or
//	content/reviews/2026/2026-03-14-dns/index.md   as a folder, with its perspectives/,
//	                                               transcript.jsonl and pictures
//	content/people/ariel.md                        profiles: people, teams, services, tags, factors
//	content/calendar/2026-promotions.md            what the organisation was going through
//	content/patterns/reliance.md                   the story that goes with a figure
//	content/pages/about.md                         anything else
//
// Reviews may lie in folders of any depth. The name of a review's file or folder
// is its slug, unique in the book, and /reviews/<slug>/ its address. A person,
// team, service, tag or factor needs no profile: it exists from the first mention.
//
// # Front matter
//
// Front matter holds facts; sentences live under headings. Nothing is required:
// what is missing is unknown, and reads as unknown. Unknown keys are kept. Values
// are taken as written: `id: 0142` and `title: no` are texts.
//
//	---
//	title: "Name lookups stopped during a routine reboot"
//	severity: sev2
//	started: 2026-03-14T02:04:00Z
//	services: [consul, checkout]
//	participants:
//	  - who: kieran
//	    role: responder
//	---
//
// # Times
//
//	2026-03-14T02:04:00Z
//	2026-03-14 02:04 +01:00
//	2026-03-14 02:04 Europe/Lisbon
//	2026-03-14          a date only
//	~2026-03-14 02:11   about
//	unknown
//
// Without a zone the site's is assumed, and marked so. An abbreviation is read
// when it has one meaning; an offset beside it wins. A [Moment] is no more precise
// than what was written.
//
// # Narrative
//
// The body is Markdown with tables, task lists, footnotes and alerts. Raw HTML is not
// rendered. `@key` names a person. Headings are free; those of [Sections] are
// recognised in any order, at any level and by many names. Items under What we
// learned, What surprised us, Also noticed, Open questions and Follow-ups become
// statements of the book.
//
// Under a Timeline heading an entry is a list item, a table row, a subheading or a
// paragraph that begins with a time:
//
//	## Timeline (UTC)
//	- 02:04 [detect] @kieran is paged ([said](transcript.jsonl#m-17))
//	- 02:30–03:10 [repair] ...
//
// A date is said once and carried on, a zone is said once for its section. The
// [Phases] in brackets are marks on a story, not a line it must follow.
//
// `<!-- internal -->` … `<!-- /internal -->`, on lines of their own, fence what
// only the internal edition may show.
//
// # Status
//
//	draft, calibrating   being written: with --drafts alone, and marked
//	published            everywhere
//	not-reviewed         everywhere, with its reason; figures count an incident, not a review
//	retired              its own page alone
package incident
