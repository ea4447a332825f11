// Package importer reads what an incident left behind elsewhere — a Slack
// export, a meeting's transcript, a pager's log, a status page, a list of
// people, a document — and makes of it the files of a review.
//
// # The way of an import
//
// A reader ([Slack], [Transcript], [PagerDuty], [Statuspage], [Roster],
// [Document]) turns a source into [Evidence]: messages, people, pages, and a
// list of what it left out and why. [Evidence.Name] puts the keys of people the
// book knows in the place of names, handles and addresses, and proposes profiles
// for the others. [Evidence.Redact] replaces what must not be written down.
// [Draft] makes a new review of the rest, and [Merge] adds it to one that is
// there. Nothing here writes a file.
//
// # What holds for all
//
//   - Readers are lenient: a field that is not known is passed over, a record
//     that cannot be read is left out, and both are counted in [Evidence.Dropped].
//   - Message ids come from the source's own, so that the same source read twice
//     gives the same ids, and importing twice changes nothing.
//   - E-mail addresses serve to find a profile, and go no further.
//   - Nothing is said in anybody's name: a timeline's entries are proposed as
//     comments, each with its evidence, to keep or to delete; what people wrote
//     stands in them as they wrote it, in quotation marks.
package importer
