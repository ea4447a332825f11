package markdown

import "github.com/casebook-dev/casebook/internal/diag"

// Rules names what reading a narrative and its times can report. The rules about
// times hold for those of the front matter too.
func Rules() []diag.Rule {
	return []diag.Rule{
		{Name: "am-after-noon", About: "a time such as 23:00 AM"},
		{Name: "ambiguous-date", About: "a date in numbers that can be read in two ways"},
		{Name: "ambiguous-zone", About: "a zone's letters that mean more than one zone"},
		{Name: "date-without-year", About: "a date without a year, and nothing that says which"},
		{Name: "entry-out-of-order", About: "a timeline entry that lies before the one above it"},
		{Name: "hour-never", About: "a time that the clocks of its zone left out"},
		{Name: "hour-twice", About: "a time that the clocks of its zone showed twice"},
		{Name: "inner-misspelled", About: "a comment that is nearly the mark of an inner part"},
		{Name: "inner-nested", About: "an inner part begins inside another"},
		{Name: "inner-unclosed", About: "an inner part does not end"},
		{Name: "inner-unopened", About: "an inner part ends that did not begin"},
		{Name: "raw-html", About: "HTML in the text, which is not shown"},
		{Name: "shortcode", About: "Hugo's shortcodes in the text, which mean nothing here"},
		{Name: "unknown-phase", About: "a tag before a timeline entry that is no phase"},
		{Name: "unknown-zone", About: "a time zone that does not exist"},
		{Name: "unreadable-date", About: "a date that no calendar has"},
		{Name: "unreadable-time", About: "a time that cannot be read"},
		{Name: "unsafe-link", About: "a link to an address that pages do not follow"},
		{Name: "weekday-differs", About: "a weekday that is not that date's"},
		{Name: "zone-assumed", About: "a timeline that does not say its zone"},
		{Name: "zone-out-of-season", About: "a zone's letters for summer in winter, or the other way round"},
	}
}
