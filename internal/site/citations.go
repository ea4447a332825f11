package site

import (
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// citations are, for each message, the sentences of the review that rest on it,
// for a page whose clocks are in a zone.
func (p *press) citations(pg Page, r *incident.Review, zone string) map[string][]Link {
	cited := map[string][]Link{}
	add := func(c incident.Citation, prefix, title string) {
		address := incident.ReviewAddress(r.Slug)
		if c.ID != "" {
			address += "#" + prefix + c.ID
		}
		cited[c.Message] = append(cited[c.Message], pg.link(title, address))
	}
	clocks := entryClocks(r, zone)
	for _, c := range r.Narrative.Citations {
		title := clocks[c.ID] // an entry says much what its message does
		if title == "" {
			title = clip(p.named(c.Text), 160)
		}
		add(c, "", title)
	}
	for i, pv := range r.Perspectives {
		if pv.Heading != "" {
			continue // stands in the narrative
		}
		for _, c := range pv.Narrative.Citations {
			add(c, perspectivePrefix(r, i), p.speaker(pv.Who)+": "+clip(p.named(c.Text), 160))
		}
	}
	return cited
}

// entryClocks are the titles of the timeline's entries by their anchors, with
// their zone where it is not the page's.
func entryClocks(r *incident.Review, zone string) map[string]string {
	clocks := make(map[string]string, len(r.Narrative.Entries))
	for _, e := range r.Narrative.Entries {
		clock := entryClock(e.At, e.Until)
		if clock == "" {
			continue
		}
		if own := incident.ZoneName(e.At.Time); own != zone {
			clock += " " + own
		}
		clocks[e.ID] = "Timeline, " + clock
	}
	return clocks
}

// perspectivePrefix keeps the ids of one account apart from all others of the
// page.
func perspectivePrefix(r *incident.Review, i int) string {
	return strings.TrimPrefix(r.PerspectiveAnchor(i), "c-perspective-") + "-"
}

// clip cuts text at a word's end within n characters.
func clip(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
