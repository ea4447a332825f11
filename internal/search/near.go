package search

import "strings"

// mostNear is how many words a mistyped one stands for.
const mostNear = 8

// near returns the terms of the words that are written nearly so, with the same
// first letter, and the words themselves: only the nearest that there are.
func (m *matcher) near(surface string) (terms, surfaces []string, err error) {
	word := []rune(bare(surface))
	most := slips(word)
	if most == 0 || isCJKAny(word) {
		return nil, nil, nil
	}
	group := surface[:len(surface)-len(string(word))]
	words, err := m.words(group + string(word[0]))
	if err != nil {
		return nil, nil, err
	}
	var nearest []listed
	for _, w := range words {
		d := distance(word, []rune(w.surface[len(group):]), most)
		if d > most {
			continue
		}
		if d < most {
			most, nearest = d, nil
		}
		nearest = append(nearest, w)
	}
	terms, surfaces = commonest(nearest, mostNear)
	return terms, surfaces, nil
}

// slips is how many letters of a word may be wrong.
func slips(word []rune) int {
	switch {
	case len(word) >= 8:
		return 2
	case len(word) >= 4:
		return 1
	}
	return 0
}

// bare is a key's value without its group; a word is itself.
func bare(surface string) string {
	return surface[strings.IndexByte(surface, ':')+1:]
}

func isCJKAny(word []rune) bool {
	for _, r := range word {
		if isCJK(r) {
			return true
		}
	}
	return false
}

// distance is how many letters must be put in, left out, changed or swapped with
// their neighbour to make b of a (optimal string alignment); more than most when
// it is more.
func distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	width := len(b) + 1
	rows := make([]int, 3*width)
	before, last, row := rows[:width], rows[width:2*width], rows[2*width:]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
