package redact

import "strings"

// payments finds card numbers and IBANs whose check digits are right.
func payments(text string) []Finding {
	var list []Finding
	for i := 0; i < len(text); i++ {
		if i > 0 && (isAlnum(text[i-1]) || strings.IndexByte("-_./#+", text[i-1]) >= 0) {
			continue
		}
		switch {
		case isDigit(text[i]):
			end, digits := groups(text, i, false)
			if card(digits) {
				list = append(list, Finding{Payment, "a card number", i, end})
			}
			i = max(i, end-1)
		case i+4 < len(text) && isUpper(text[i]) && isUpper(text[i+1]) && isDigit(text[i+2]) && isDigit(text[i+3]):
			if end, value := groups(text, i, true); iban(value) {
				list = append(list, Finding{Payment, "an IBAN", i, end})
				i = end - 1
			}
		}
	}
	return list
}

// groups reads digits, and capitals if they count, in groups with one space or
// dash between.
func groups(text string, start int, capitals bool) (end int, value string) {
	var b strings.Builder
	i := start
	for i < len(text) && b.Len() < 40 {
		c := text[i]
		if isDigit(c) || capitals && isUpper(c) {
			b.WriteByte(c)
			i++
			end = i
			continue
		}
		if c != ' ' && (c != '-' || capitals) || i == start || !isAlnum(text[i-1]) {
			break
		}
		i++
	}
	if end < len(text) && (isAlnum(text[end]) || text[end] == '_') {
		return end, ""
	}
	return end, b.String()
}

// card tells whether digits have the length, the beginning and the check digit
// (ISO/IEC 7812, Luhn) of a payment card.
func card(digits string) bool {
	if len(digits) < 13 || len(digits) > 19 || strings.IndexByte("3456", digits[0]) < 0 || strings.Trim(digits, digits[:1]) == "" {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0 && !(len(digits) == 13 && digits[0] != '4')
}

// iban tells whether a value has the length and the check digits (ISO 13616,
// modulo 97) of an account's number.
func iban(value string) bool {
	if len(value) < 15 || len(value) > 34 {
		return false
	}
	rest := 0
	for _, c := range []byte(value[4:] + value[:4]) {
		n := int(c - '0')
		if isUpper(c) {
			n = int(c-'A') + 10
			rest = rest * 10 % 97
		}
		rest = (rest*10 + n) % 97
	}
	return rest == 1
}
