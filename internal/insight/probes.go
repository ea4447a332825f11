package insight

import (
	"regexp"

	"github.com/casebook-dev/casebook/internal/incident"
)

// manner is for whoever asks.
func manner() []string {
	return []string{
		"Ask somebody to lead it who was not there and decides nothing about this person's work.",
		"Half an hour to an hour. Listen most of the time; five minutes of theirs to one of yours is about right.",
		"Ask what and how before why: a why asks for a justification.",
		"One question at a time, open, and then wait. The best answers come after a silence.",
		"Never ask about what did not happen. Ask what did, and what it looked like then.",
		"When something sounds obvious, ask how they knew.",
	}
}

// beforeMoments are the parts of an interview until it comes to moments.
func beforeMoments() []GuidePart {
	return []GuidePart{
		{"Opening", []string{
			"Say why you are talking: to learn how the work is really done, so that others can learn it too. It is not about who did what wrong.",
			"Say who will read it, and that they read it first and may change or strike anything of theirs.",
			"Ask whether you may record or take notes, and how long they are kept. Some of it can stay between you: they only have to say so.",
		}},
		{"Their ordinary work", []string{
			"What does an ordinary day of yours look like? Which part of it would surprise people?",
			"How did you come to work with this, and since when?",
			"What else was on your plate that day?",
			"How do you usually find out that something is not as it should be?",
		}},
		{"In their own words", []string{
			"Tell it from where you come in, as it went, and leave nothing out because it seems small. I shall not interrupt.",
		}},
	}
}

// afterMoments are the parts after them.
func afterMoments() []GuidePart {
	return []GuidePart{
		{"Once more, from elsewhere", []string{
			"Draw how the parts hang together, as you pictured it then. Where was the picture wrong?",
			"Tell it from where a colleague of yours stood. What could they see that you could not?",
			"Begin at the end, when it was over, and go back step by step.",
		}},
		{"What you know", []string{
			"Had you seen something like it before? What was the same, and what would tell the two apart?",
			"If you trained somebody for such a day, what would you have them look at first?",
			"Which rules of thumb did you use? When do they not hold?",
			"What do you know about this that is written nowhere?",
		}},
		{"Around it", []string{
			"How is this supposed to be done, and how is it done?",
			"What had to give way? Who else had to choose between the same things?",
			"Who looked after it a year ago? What did they know?",
			"What had been mended before, and what had it changed?",
		}},
		{"What helped", []string{
			"What went better than it had to? Who or what made it so?",
			"What was luck?",
			"What did you make do with?",
		}},
		{"Closing", []string{
			"What surprised you most? And looking at it today?",
			"What should I have asked?",
			"Who else should I talk to, and about what?",
			"What would you like others to know?",
			"Thank them. Say when they will see the text, and keep to it.",
		}},
	}
}

func byArrival(p incident.Participant) []string {
	list := []string{"What were you doing just before?", "What was the first thing you looked at, and what did you expect to see?"}
	if p.Paged == incident.No {
		return append(list, "How did you get to know of it? What made you come?")
	}
	if p.OnCallKnown && len(p.OnCall) == 0 {
		return append(list, "You were not on call. How did they know to ask you, and what if you had been asleep?")
	}
	return append(list, "What had already been tried when you came, and how did you find out?")
}

// byPhase are the questions for an entry of the timeline.
func byPhase(phase incident.Phase) []string {
	switch phase {
	case "detect":
		return []string{"What told you that this was something, and not the ordinary noise?", "Who could have noticed earlier, and from where?"}
	case "diagnose":
		return []string{"What did you take it for at that point, and what spoke for it?", "What had you ruled out, and by what?", "How sure were you?"}
	case "repair":
		return []string{"What else could you have done, and what made this the better choice?", "What could have become worse by it?", "How would you have known that it worked?"}
	case "coordinate":
		return []string{"How did you know whom to turn to, and how did you reach them?", "What did they need to be told before they could help?"}
	case "communicate":
		return []string{"Who needed to know, and what did you leave out?", "What did you hear back?"}
	}
	return []string{"What did this mean to you then?", "What did you know at that moment that we know differently today?"}
}

func shownCue() cue {
	return cue{did: "showed something", questions: []string{"What were you looking for there?", "What would it have looked like on an ordinary day?"}}
}

// cues are the sorts of thing that people write, the most telling first. They
// know English alone; in another language the timeline, the links and the
// questions are left, which are the same everywhere.
func cues() []cue {
	match := func(words string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + words + `)\b`) }
	return []cue{
		{match(`https?|graph|dashboard|screenshot|log line`), "linked or named something to look at", shownCue().questions},
		{match(`huh|odd|weird|strange|wait what|unexpected|surpris\w+|did ?n[o']?t expect|that is new|how can`), "were surprised", []string{"What had you expected?", "Since when may that picture have been wrong, and what had kept it alive?"}},
		{match(`obviously|of course|clearly|as usual|always does|it is always|I knew`), "took something as given", []string{"How did you know that?", "Would somebody in their first month have known?"}},
		{match(`I think|maybe|perhaps|might be|could be|looks like|suspect|my guess|hypothesis|probably`), "had a thought of what it was", []string{"What had you seen that led there?", "What else would have fitted?", "What would have changed your mind?"}},
		{match(`can (?:some|any)(?:body|one)|does any(?:body|one)|who knows|need help|help me|paging|another pair of eyes|could you|can you`), "asked for somebody", []string{"How did you know whom to ask?", "What if nobody had answered?"}},
		{regexp.MustCompile(`\?(?:\s|$)`), "asked something", []string{"What made you ask just then?", "What would each answer have meant?"}},
		{match(`hand(?:ing|ed)? over|take over|taking over|over to you|back to bed|signing off|I am off|have to go`), "handed over, or took over", []string{"What was passed on, and what may have been lost?", "What did you keep an eye on all the same?"}},
		{match(`risk\w*|dangerous|careful|do not touch|don'?t touch|rather not|trade-?off|either`), "weighed something", []string{"What stood on each side?", "What would waiting have cost?"}},
		{match(`let'?s|I will|I'?ll|going to|I am (?:re|roll|stop|turn|mov)\w+|rolling|restart\w*|revert\w*|rollback`), "decided something", []string{"What else could you have done?", "What made this the better choice just then?", "How would you have known that it worked?"}},
		{match(`tired|stress\w*|worried|afraid|sorry|nervous|confus\w+|no idea|lost`), "said how it was for you", []string{"What around you made it so?", "What would have helped?"}},
	}
}
