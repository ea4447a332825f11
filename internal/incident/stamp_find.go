package incident

// FindDate returns the first full date that a sentence or a heading names, and
// whether it names one: «Timeline (UTC), Monday May 10th, 2021».
func FindDate(text string) (Stamp, bool) {
	for i := range len(text) {
		if i > 0 && (isWordByte(text[i-1]) || text[i-1] == '-' || text[i-1] == '/') || !isWordByte(text[i]) {
			continue
		}
		s, n := readStamp(text[i:])
		if n > 0 && s.from.date.given() && s.from.date.year != 0 && !s.from.date.wrong {
			return s, true
		}
	}
	return Stamp{}, false
}

// FindYear returns the first year that a text names, or 0.
func FindYear(text string) int {
	for i := range len(text) {
		if i > 0 && isWordByte(text[i-1]) {
			continue
		}
		if year, n := number(text[i:], 4); n == 4 && year >= 1970 && year <= 2199 && !wordGoesOn(text[i+n:]) {
			return year
		}
	}
	return 0
}

// Day returns the day that a stamp says with its year, as a Moment of that day
// alone; unknown if it says none.
func (s Stamp) Day() Moment {
	d := s.from.date
	if d.wrong || d.month == 0 || d.year == 0 {
		return Moment{}
	}
	return Moment{Time: midnight(d.year, d.month, d.day), Precision: DayOnly}
}
