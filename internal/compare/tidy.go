package compare

// tidy makes a script readable: a few words that happen to be the same between
// two changes are changed with them, and where hardly anything stayed, all is
// replaced. What is fewest edits is not what reads best.
func tidy(edits []edit, old, new []unit) []edit {
	var list []edit
	for _, e := range edits {
		list = append(list, e)
		for n := len(list); n >= 3 && !list[n-1].kept && incidental(list[n-3], list[n-2], list[n-1], old, new); n = len(list) {
			list[n-3].oldTo, list[n-3].newTo = list[n-1].oldTo, list[n-1].newTo
			list = list[:n-2]
		}
	}
	if rewritten(list, old, new) {
		return []edit{{oldTo: len(old), newTo: len(new)}}
	}
	return list
}

// incidental tells whether what was kept between two changes is little beside
// them.
func incidental(before, kept, after edit, old, new []unit) bool {
	const most = 3
	words := wordsIn(new[kept.new:kept.newTo])
	return words == 0 || words <= most && 2*words <= min(before.size(old, new), after.size(old, new))
}

// size is how many words an edit replaces, or replaces them by.
func (e edit) size(old, new []unit) int {
	return max(wordsIn(old[e.old:e.oldTo]), wordsIn(new[e.new:e.newTo]))
}

// rewritten tells whether less than a third stayed, in pieces.
func rewritten(edits []edit, old, new []unit) bool {
	kept, changes := 0, 0
	for _, e := range edits {
		if e.kept {
			kept += wordsIn(new[e.new:e.newTo])
		} else {
			changes++
		}
	}
	return changes > 2 && 3*kept < max(wordsIn(old), wordsIn(new))
}
