package redact

import "strings"

// phones finds phone numbers: with a plus and their country, in North America's
// form (415) 555-0100, and any after a word that says so.
func phones(text string) []Finding {
	var list []Finding
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '+' && c != '(' && !isDigit(c) || i > 0 && (isAlnum(text[i-1]) || strings.IndexByte("+.-/_:=#", text[i-1]) >= 0) {
			continue
		}
		end, digits, gaps := phoneRun(text, i)
		if digits >= 7 && digits <= 15 && phone(text, i, end, digits, gaps) {
			list = append(list, Finding{Phone, "a phone number", i, end})
		}
		i = max(i, end-1)
	}
	return list
}

// phoneRun reads digits with the spaces, dashes, dots and brackets of a number;
// gaps is what stands between the digits' groups.
func phoneRun(text string, start int) (end, digits int, gaps string) {
	i := start
	if text[i] == '+' {
		i++
	}
	end = i
	for i < len(text) && i-start < 30 {
		switch c := text[i]; {
		case isDigit(c):
			digits++
			i++
			end = i
			continue
		case strings.IndexByte(" -.()/", c) >= 0:
			gaps += string(c)
			i++
			if i-end > 2 {
				return end, digits, gaps
			}
			continue
		}
		break
	}
	if end < len(text) && (isLetter(text[end]) || text[end] == ':' || text[end] == '_') {
		return end, 0, "" // an hour, a unit, a name
	}
	return end, digits, gaps
}

func phone(text string, start, end, digits int, gaps string) bool {
	number := text[start:end]
	switch {
	case number[0] == '+':
		return digits >= 10 || digits >= 8 && strings.ContainsAny(gaps, " -.()")
	case digits == 10 && northAmerican(number):
		return true
	}
	before := strings.ToLower(strings.TrimRight(text[max(0, start-12):start], " .:"))
	for _, word := range []string{"phone", "tel", "mobile", "cell", "call", "dial", "fax"} {
		if strings.HasSuffix(before, word) {
			return true
		}
	}
	return false
}

// northAmerican tells whether ten digits are written (415) 555-0100, 415-555-0100
// or 415.555.0100.
func northAmerican(number string) bool {
	form := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '9'
		}
		return r
	}, number)
	switch form {
	case "(999) 999-9999", "(999)999-9999", "999-999-9999", "999.999.9999":
		return strings.TrimLeft(number, "(")[0] >= '2'
	}
	return false
}
