package redact

import "strings"

// phones finds phone numbers: with a plus and their country, in North America's
// form (415) 555-0100, in groups after an area that begins with a zero, and any after
// a word that says so.
func phones(text string) []Finding {
	var list []Finding
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '+' && c != '(' && !isDigit(c) || i > 0 && (isAlnum(text[i-1]) || strings.IndexByte("+.-/_:=#", text[i-1]) >= 0 && !strings.HasSuffix(strings.ToLower(text[max(0, i-4):i]), "tel:")) {
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
	case northAmerican(number), national(number, digits):
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

// national tells whether ten or eleven digits are written 020 7946 0958 or
// 0171 234 5678: an area that begins with one zero, then groups.
func national(number string, digits int) bool {
	groups := strings.Split(number, " ")
	return (digits == 10 || digits == 11) && strings.Trim(number, " 0123456789") == "" && number[0] == '0' && number[1] != '0' &&
		len(groups) >= 2 && len(groups) <= 4 && len(groups[0]) >= 3 && len(groups[0]) <= 5
}

// northAmerican tells whether ten digits are written (415) 555-0100, 415-555-0100
// or 415.555.0100, perhaps with the country's 1- before them.
func northAmerican(number string) bool {
	number = strings.TrimPrefix(number, "1-")
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
