package language

import "strings"

// pronouns that stand for people. «I» is missing: who says it speaks for
// themselves. «They» is read by what stands before it.
const pronouns = " we he she you who nobody somebody someone everybody everyone anybody anyone "

// roles are words for people by what they do there. Users and customers are not
// among them: what they fail to do, a machine keeps from them.
const roles = " engineer engineers developer developers responder responders on-call oncall on-caller on-callers sre sres dba dbas sysadmin sysadmins " +
	"admin admins administrator administrators maintainer maintainers reviewer reviewers approver approvers author authors commander commanders ic " +
	"colleague colleagues coworker coworkers people person staff team teams technician technicians facilitator analyst analysts employee employees contractor contractors " +
	"intern interns management leadership devs dev deployer committer tester testers newcomer newcomers individual individuals programmer programmers architect architects crew shift "

// software may carry the names of roles; a role that is one of these counts only
// with an article, a number or one of beforeRoles before it.
const doubtfulRoles = " manager managers operator operators lead leads owner owners support "

const beforeRoles = " the a an our their his her this that one two three some both all human release product project engineering incident team tech on-call duty service shift account line night hiring other second first "

// prepositions tie what follows to the noun before.
const prepositions = " of for from by in on at with to between behind within about under over against "

// parts of a group are of the group's kind: one of the engineers.
const parts = " one some none neither either most many several all each both half rest two three four member members any few part "

func in(list, word string) bool { return strings.Contains(list, " "+word+" ") }

// person tells whether the word at i stands for a person or a group of people.
func (s *sentence) person(i int) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	w := s.words[i]
	switch {
	case w.text[0] == '@' && len(w.text) > 1:
		return true
	case w.text == "they":
		return s.peopleBefore(i)
	case in(pronouns, w.text), in(roles, w.text):
		return true
	case in(doubtfulRoles, w.text):
		first := i == 0 && strings.HasSuffix(w.text, "s")
		return (first || i > 0 && in(beforeRoles, s.words[i-1].text)) && !s.machineWork(i+1)
	}
	return len(s.reader.names) > 0 && s.reader.names[s.written(i)]
}

// machineWork tells whether what follows is done by software alone: a role's
// name was that of a program.
func (s *sentence) machineWork(i int) bool {
	return s.has(i, i+5, "reconcile", "elect", "reconciled", "restart", "start", "schedule", "crash", "crashed", "load", "connect", "with", "codes", "code")
}

// peopleBefore tells whether people were spoken of last before «they»: here or in
// the sentence before.
func (s *sentence) peopleBefore(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if !s.is(k, "they") && s.person(k) {
			return true
		}
	}
	if b := s.before; b != nil {
		for k := range b.words {
			if !b.is(k, "they") && b.person(k) {
				return true
			}
		}
	}
	return false
}

// subjectOf tells whether the verb at i has a person for its subject, and keeps
// whom. Adverbs and has, have, had before the verb are passed over.
func (s *sentence) subjectOf(i int) bool {
	j := i - 1
	for j >= 0 && (s.adverb(j) || s.is(j, "has", "have", "had")) {
		j--
	}
	if j < 0 {
		return false
	}
	if s.is(j, "and", "but", "or", ",") { // it has that of the verb before
		return s.openingSubject(j)
	}
	head := s.headOf(j)
	if head < 0 || !s.person(head) {
		return s.subjectWho(i)
	}
	s.keepSubject(head, j)
	return true
}

// subjectWho tells whether the verb at i belongs to a person of whom something
// is told in between: «the engineer who took the call should have …».
func (s *sentence) subjectWho(i int) bool {
	for k := i - 2; k > 0; k-- {
		if in(" that which when because while if where ", s.words[k].text) || s.is(k, ",", ";", ":") {
			return false
		}
		if s.is(k, "who") && s.person(k-1) && (s.is(i, "should", "could", "would", "ought") || s.participle(i-1)) {
			s.keepSubject(k-1, k-1)
			return true
		}
	}
	return false
}

// headOf returns the noun that a phrase ending at j is about: of «the alert for
// the team» the alert, of «one of the engineers» the engineers.
func (s *sentence) headOf(j int) int {
	start := s.phraseStart(j)
	p := start - 1
	if p < 0 || !in(prepositions, s.words[p].text) {
		return j
	}
	before := p - 1
	switch {
	case before < 0 || s.is(before, ",", ";", ":"):
		return j // «On Friday engineers …»: nothing that it could be tied to
	case s.is(p, "of") && in(parts, s.words[before].text):
		return j
	case in(" and but or that when because while if as ", s.words[before].text):
		return j
	}
	return s.headOf(before)
}

// phraseStart returns the first word of the noun phrase that ends at j, its
// article included.
func (s *sentence) phraseStart(j int) int {
	const longest = 5
	if in(pronouns, s.words[j].text) || s.is(j, "they") {
		return j
	}
	start := j
	for start > 0 && j-start < longest {
		before := s.words[start-1]
		if in(articles, before.text) {
			return start - 1
		}
		if in(prepositions, before.text) || in(breaks, before.text) || s.is(start-1, ",", ";", ":", "(", ")", "–", "—", unread) {
			return start
		}
		start--
	}
	return start
}

const articles = " the a an our their his her its this that these those my your any some no every each "

const breaks = " and but or if that which who when because while as so than was is are were be been had has have did do does said says " +
	"after before until since then where why how what not "

// openingSubject tells whether the sentence, or the clause before j, opens with a
// person, to whom a verb after «and» or «but» still belongs.
func (s *sentence) openingSubject(j int) bool {
	for start := j - 1; start >= 0; start-- {
		if start > 0 && !s.is(start-1, ",", ";", ":") {
			continue
		}
		for k := start; k < min(start+4, j); k++ {
			if s.person(k) && !s.is(k+1, "'s") {
				s.keepSubject(k, k)
				return true
			}
			if !in(articles, s.words[k].text) && !in(beforeRoles, s.words[k].text) {
				break
			}
		}
	}
	return false
}

// keepSubject keeps the words of a subject; of «Ariel and Jona», both.
func (s *sentence) keepSubject(head, last int) {
	first := s.phraseStart(head)
	if s.is(first-1, "and", "or") && s.person(first-2) {
		first = s.phraseStart(first - 2)
	}
	s.subject = [2]int{first, last + 1}
}

// reported tells whether the words at i are what somebody is said to have said
// or thought: that is theirs.
func (s *sentence) reported(i int) bool {
	for k := range s.words {
		if !in(speech, s.words[k].text) || s.is(k-1, "have", "be", "been", "to") {
			continue // «should have asked» reports nothing
		}
		after := k > i && (s.is(k-1, ",") || s.is(k-2, ",") && s.person(k-1) || s.is(k-3, ",") && s.person(k-1))
		if k < i && !s.has(k, i, ";") || after {
			return true
		}
	}
	return false
}

const speech = " said says say told tells thought thinks felt wondered wrote writes asked asks remarked recalled mentioned noted argued remembers remembered believed worried explained added "
