package diag

import "strings"

// Nearest returns the word of known that somebody most likely meant by word, or
// "" if none is near: at most a third of its letters may differ. Case, and the
// choice between `-`, `_` and a space, count for nothing. Of words equally near
// the first wins.
func Nearest(word string, known []string) string {
	const longest = 64 // no key is longer; keeps hostile input cheap
	if len(word) > longest {
		return ""
	}
	given := fold(word)
	best, nearest := "", 0
	for _, k := range known {
		candidate := fold(k)
		limit := max(len(given), len(candidate)) / 3
		d := distance(given, candidate)
		if d <= limit && (best == "" || d < nearest) {
			best, nearest = k, d
		}
	}
	return best
}

// fold returns the letters that Nearest compares.
func fold(s string) []rune {
	return []rune(strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s)))
}

// distance returns how many letters must be put in, left out, replaced or
// swapped with their neighbour to make b of a (Damerau-Levenshtein, each letter
// moved once at most).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
