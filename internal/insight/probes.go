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

func byArrival(p incident.Participant) turns {
	list := []string{"What were you doing just before?", "What was the first thing you looked at, and what did you expect to see?"}
	switch {
	case p.Paged == incident.No:
		list = append(list, "How did you get to know of it? What made you come?")
	case p.OnCallKnown && len(p.OnCall) == 0:
		list = append(list, "You were not on call. How did they know to ask you, and what if you had been asleep?")
	default:
		list = append(list, "What had already been tried when you came, and how did you find out?")
	}
	return turns{list}
}

// byPhase are the questions for an entry of the timeline.
func byPhase(phase incident.Phase) turns {
	switch phase {
	case "detect":
		return turns{
			{"What told you that this was something, and not the ordinary noise?", "Who could have noticed earlier, and from where?"},
			{"How did this fit with what you had noticed before?", "What did you leave aside to look at it?"},
		}
	case "diagnose":
		return turns{
			{"What did you take it for at that point, and what spoke for it?", "What had you ruled out, and by what?", "How sure were you?"},
			{"What had changed in how you pictured it?", "Who else saw it so, and who did not?"},
		}
	case "repair":
		return turns{
			{"What else could you have done, and what made this the better choice?", "What could have become worse by it?", "How would you have known that it worked?"},
			{"Whom did you want to know of it before, and why them?", "What did you watch while you did it?"},
		}
	case "coordinate":
		return turns{
			{"How did you know whom to turn to, and how did you reach them?", "What did they need to be told before they could help?"},
			{"Who did what from here on, and how was that settled?", "What did nobody have to say aloud?"},
		}
	case "communicate":
		return turns{
			{"Who needed to know, and what did you leave out?", "What did you hear back?"},
			{"How did you choose the words?", "What were you asked that you could not answer?"},
		}
	}
	return turns{
		{"What did this mean to you then?", "What did you know at that moment that we know differently today?"},
		{"What else was going on around you?", "What did you expect to come next?"},
	}
}

func shownCue() cue {
	return cue{did: "showed something", turns: turns{
		{"What were you looking for there?", "What would it have looked like on an ordinary day?"},
		{"What did you want the others to see?", "What did it not show?"},
	}}
}

// cues are the sorts of thing that people write, the most telling first. They
// know English alone; in another language the timeline, the links and the
// questions are left, which are the same everywhere.
func cues() []cue {
	match := func(words string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + words + `)\b`) }
	return []cue{
		{match(`https?|graph|dashboard|screenshot|log line`), "linked or named something to look at", shownCue().turns},
		{match(`huh|odd|weird|strange|wait what|unexpected|surpris\w+|did ?n[o']?t expect|that is new|how can`), "were surprised", turns{
			{"What had you expected?", "Since when may that picture have been wrong, and what had kept it alive?"},
			{"What did you do with the surprise: follow it, or put it aside?"},
		}},
		{match(`I(?: am|'?m) not sure|no idea|something in me|I (?:do not|don'?t|did not|didn'?t) (?:know|understand|like|trust)|two minds`), "were not sure", turns{
			{"What did you have to go by?", "What would have settled it?", "Whom did you tell, and what did they make of it?"},
			{"What did you do all the same, and what made that all right?"},
		}},
		{match(`obviously|of course|clearly|as usual|always does|it is always|I knew`), "took something as given", turns{
			{"How did you know that?", "Would somebody in their first month have known?"},
		}},
		{match(`can (?:some|any)(?:body|one)|does any(?:body|one)|who knows|need help|help me|paging|another pair of eyes|could you|can you`), "asked for somebody", turns{
			{"How did you know whom to ask?", "What if nobody had answered?"},
			{"What could they do that you could not?", "What did it cost to bring them up to date?"},
		}},
		{match(`I think|maybe|perhaps|might be|could be|looks like|suspect|my guess|hypothesis|probably`), "had a thought of what it was", turns{
			{"What had you seen that led there?", "What else would have fitted?", "What would have changed your mind?"},
			{"What became of the thought you had before?", "How did you try it out?"},
			{"How sure were you, and what did the others say?"},
		}},
		{regexp.MustCompile(`\?(?:\s|$)`), "asked something", turns{
			{"What made you ask just then?", "What would each answer have meant?"},
			{"What did you know already when you asked it?"},
			{"What did the answer change for you?"},
		}},
		{match(`hand(?:ing|ed)? over|take over|taking over|over to you|back to bed|signing off|I am off|have to go`), "handed over, or took over", turns{
			{"What was passed on, and what may have been lost?", "What did you keep an eye on all the same?"},
		}},
		{match(`risk\w*|dangerous|careful|do not touch|don'?t touch|rather not|trade-?off`), "weighed something", turns{
			{"What stood on each side?", "What would waiting have cost?"},
		}},
		{match(`let'?s|I will|I'?ll|going to|I am (?:re|roll|stop|turn|mov)\w+|rolling|restart\w*|revert\w*|rollback`), "decided something", turns{
			{"What else could you have done?", "What made this the better choice just then?", "How would you have known that it worked?"},
			{"Who else had a say in it, and how did they have it?", "What did you watch while you did it?"},
		}},
		{match(`tired|stress\w*|worried|afraid|sorry|nervous|confus\w+|lost`), "said how it was for you", turns{
			{"What around you made it so?", "What would have helped?"},
		}},
	}
}
