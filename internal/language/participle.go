package language

import "strings"

// irregular are the participles that do not end in -ed.
const irregular = " been begun bought broken brought built caught chosen come cut done drawn driven dug fallen felt fought forgotten found frozen given gone got gotten " +
	"grown had heard held hidden hit hurt kept known laid led left let lost made meant met paid put read run rung said seen sent set shown shut slept spent split spoken " +
	"spun stood stopped stuck swapped taken taught thought thrown told understood undone woken won written overridden rewritten withdrawn "

// adjectival are participles that may as well describe the noun after them: «we
// should have automated tests».
const adjectival = " automated dedicated documented detailed shared improved limited written defined agreed updated redundant fixed trained tested "

// participle tells whether the word at i is a past participle.
func (s *sentence) participle(i int) bool {
	if i >= len(s.words) {
		return false
	}
	w := s.words[i].text
	if in(adjectival, w) {
		return i+1 >= len(s.words) || in(articles, s.words[i+1].text) || in(prepositions, s.words[i+1].text) || s.is(i+1, ",", "it", "them", "and", "before", "after", "when")
	}
	return strings.HasSuffix(w, "ed") && len(w) > 4 && !s.is(i, "need", "speed", "hundred", "embed") || in(irregular, w)
}
