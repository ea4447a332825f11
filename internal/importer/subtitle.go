package importer

import (
	"strings"
	"time"
)

// subRip reads SRT: a number, a line of times with commas, the words. A block
// without times is passed over, and counted as broken.
func subRip(text string) (list []cue, broken int) {
	for block := range strings.SplitSeq(text, "\n\n") {
		lines := strings.Split(strings.Trim(block, "\n"), "\n")
		at := timesLine(lines)
		if at < 0 {
			broken += btoi(lines[0] != "")
			continue
		}
		left, right, _ := strings.Cut(lines[at], "-->")
		start, ok1 := srtTime(left)
		end, ok2 := srtTime(right)
		if !ok1 || !ok2 {
			broken++
			continue
		}
		c := cue{start: start, end: end, text: strings.Join(lines[at+1:], "\n")}
		if at > 0 {
			c.id = strings.TrimSpace(lines[at-1])
		}
		list = append(list, c)
	}
	return list, broken
}

// timesLine finds the line of times among a block's first two.
func timesLine(lines []string) int {
	for i := range min(2, len(lines)) {
		if strings.Contains(lines[i], "-->") {
			return i
		}
	}
	return -1
}

// srtTime reads 00:00:00,000, and what careless tools make of it: a dot, or
// fewer digits behind it.
func srtTime(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	s, _, _ = strings.Cut(s, " ") // coordinates behind it
	whole, milli, _ := strings.Cut(strings.Replace(s, ".", ",", 1), ",")
	parts := strings.Split(whole, ":")
	if len(parts) == 2 {
		parts = append([]string{"0"}, parts...)
	}
	if len(parts) != 3 {
		return 0, false
	}
	for _, p := range append(parts, milli) {
		if _, rest, ok := digits(p); p != "" && (!ok || rest != "") {
			return 0, false
		}
	}
	if atoi(parts[1]) > 59 || atoi(parts[2]) > 59 {
		return 0, false
	}
	return clock(parts[0], parts[1], parts[2], (milli + "000")[:3]), true
}

// subViewer reads SBV: «0:00:00.000,0:00:00.000», then the words.
func subViewer(text string) (list []cue, broken int) {
	for block := range strings.SplitSeq(text, "\n\n") {
		times, words, _ := strings.Cut(strings.Trim(block, "\n"), "\n")
		left, right, ok := strings.Cut(times, ",")
		if times == "" {
			continue
		}
		start, ok1 := srtTime(left)
		end, ok2 := srtTime(right)
		if !ok || !ok1 || !ok2 {
			broken++
			continue
		}
		list = append(list, cue{start: start, end: end, text: words})
	}
	return list, broken
}
