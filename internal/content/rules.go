package content

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// Rules names what reading a book can report, by name, each with one line. What
// makes front matter unreadable is not among them: it cannot be waived.
func Rules() []diag.Rule {
	list := slices.Concat(rules(), markdown.Rules())
	slices.SortFunc(list, func(a, b diag.Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func rules() []diag.Rule {
	return []diag.Rule{
		{Name: "anchor-in-text", About: "a text in front matter begins with an ampersand"},
		{Name: "byte-order-mark", About: "the file begins with a byte order mark"},
		{Name: "comment-in-text", About: "a # in front matter cuts a text short"},
		{Name: "action-without-title", About: "an action does not say what is to be done"},
		{Name: "alias-taken", About: "an old address or another name belongs to something else already"},
		{Name: "bad-alias", About: "an old address is no path of this site"},
		{Name: "bad-picture", About: "a picture is in another format than shown, or too large"},
		{Name: "beside-index", About: "a Markdown file lies in the folder of a review that has an index.md"},
		{Name: "broken-fragment", About: "a link to a heading that is not there"},
		{Name: "broken-link", About: "a link to a file that is not there"},
		{Name: "broken-message", About: "a link to a message that the conversation does not have"},
		{Name: "broken-picture", About: "a picture that is not there"},
		{Name: "conversation-changed", About: "the conversation is not the one that the review was written from"},
		{Name: "duplicate-key", About: "a key of front matter is given twice"},
		{Name: "event-without-start", About: "a calendar event has no day"},
		{Name: "front-matter-not-opened", About: "front matter without its first line"},
		{Name: "id-taken", About: "two reviews have one id"},
		{Name: "indented-delimiter", About: "an indented line ends the front matter"},
		{Name: "late-front-matter", About: "front matter after empty lines"},
		{Name: "link-off-site", About: "a link to a file that has no page on the site"},
		{Name: "message-id-twice", About: "two messages have one id"},
		{Name: "message-order", About: "a message is older than the one before"},
		{Name: "message-too-long", About: "a line of a conversation is too long for a message"},
		{Name: "message-without-id", About: "nothing can cite the message"},
		{Name: "name-date", About: "the file's name gives another day than `started`, or none that exists"},
		{Name: "name-taken", About: "two profiles or pages have one key"},
		{Name: "no-reviews", About: "there are no reviews where the settings look for them"},
		{Name: "not-a-number", About: "a value should be a number within bounds"},
		{Name: "not-true-or-false", About: "a value should be true or false"},
		{Name: "not-utf-8", About: "the file is not UTF-8"},
		{Name: "participant-twice", About: "somebody is a participant twice"},
		{Name: "participant-without-who", About: "a participant has no name"},
		{Name: "perspective-twice", About: "somebody has two files in perspectives/"},
		{Name: "related-to-itself", About: "a review is related to itself"},
		{Name: "slug-taken", About: "two reviews have one address"},
		{Name: "symbolic-link", About: "a symbolic link in place of a file"},
		{Name: "tag-in-text", About: "a text in front matter begins with an exclamation mark"},
		{Name: "tenure-without-team", About: "it is said since when, but not which team"},
		{Name: "text-after-bracket", About: "text follows the front matter on its last line"},
		{Name: "time-without-date", About: "a time of day, on no known day"},
		{Name: "too-large", About: "a file is too large to be what it should be"},
		{Name: "unknown-depth", About: "a review's depth is none of light, standard, deep"},
		{Name: "unknown-edition", About: "audience names an edition that the settings do not have"},
		{Name: "unknown-key", About: "a key that casebook does not know"},
		{Name: "unknown-kind", About: "a kind that casebook does not know"},
		{Name: "unknown-message-kind", About: "a message's kind that casebook does not know"},
		{Name: "unknown-related", About: "related names no review"},
		{Name: "unknown-role", About: "a role that casebook does not know"},
		{Name: "unknown-severity", About: "a severity that the settings do not have"},
		{Name: "unknown-state", About: "an action's state is none of open, done, dropped"},
		{Name: "unknown-status", About: "a status that casebook does not know"},
		{Name: "unknown-thread", About: "a message answers one that is not there"},
		{Name: "unknown-timezone", About: "a time zone that does not exist"},
		{Name: "unknown-visibility", About: "a visibility that casebook does not know"},
		{Name: "unreadable-message", About: "a line of a conversation is no JSON object"},
		{Name: "waiver-without-reason", About: "waive gives no reason, and silences nothing"},
		{Name: "yaml-tag", About: "a YAML tag, which is not read"},
		{Name: "wrong-kind", About: "a list or a map where a text belongs, or the other way round"},
	}
}
