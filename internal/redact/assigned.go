package redact

import "strings"

// secretWords are the words after which a value is a secret, as the last word
// of a name: DB_PASSWORD, x-api-key, clientSecret.
var secretWords = []string{
	"password", "passwd", "passphrase", "passwort", "passcode", "pass", "pwd", "pw", "secret", "token", "apikey", "api_key", "api-key", "api key", "accesskey", "access_key", "access-key", "access key",
	"secretkey", "secret_key", "secret-key", "secret key", "privatekey", "private_key", "private-key", "accountkey", "authkey", "auth_key", "credentials", "bearer", "basic",
}

// assigned finds values that follow a word for a secret: «password=…»,
// "token": "…", «the password is …», «Authorization: Bearer …».
func assigned(text string) []Finding {
	var list []Finding
	for i := 0; i < len(text); i++ {
		if !endsWord(text, i) || !mayAssign(text, i) {
			continue
		}
		word, ok := secretWordBefore(text, i)
		if !ok {
			continue
		}
		start, end := valueAfter(text, i, word)
		if end > start && secretValue(text[start:end], word) {
			list = append(list, Finding{Secret, "a value behind a word for a secret", start, end})
			i = end - 1
		}
	}
	return list
}

// endsWord tells whether a word ended just before i.
func endsWord(text string, i int) bool {
	return i > 1 && isLetter(text[i-1]) && !isAlnum(text[i])
}

// mayAssign tells whether a value may be given to the word that ends at i: what
// follows is a colon, an equals sign, «is», or the value of an Authorization.
func mayAssign(text string, i int) bool {
	for j := i; j < len(text) && j-i < 8; j++ {
		switch text[j] {
		case '=', ':':
			return true
		case ' ', '\t', '"', '\'', '`', '*', '_':
			continue
		case 'i':
			return strings.HasPrefix(text[j:], "is ")
		}
		break
	}
	return text[i-1] == 'r' || text[i-1] == 'R' || text[i-1] == 'c' || text[i-1] == 'C'
}

func secretWordBefore(text string, end int) (string, bool) {
	switch text[end-1] | 0x20 {
	case 'd', 'e', 't', 'n', 'y', 's', 'r', 'c', 'w':
	default:
		return "", false
	}
	for _, w := range secretWords {
		if len(w) <= end && strings.EqualFold(text[end-len(w):end], w) && wordBegins(text, end-len(w)) {
			return w, true
		}
	}
	return "", false
}

// wordBegins tells whether a word may begin at i: at the edge of a name's part.
func wordBegins(text string, i int) bool {
	return i == 0 || !isLetter(text[i-1]) || isLower(text[i-1]) && isUpper(text[i])
}

// valueAfter returns where the value lies that is given to the word ending at i.
func valueAfter(text string, i int, word string) (start, end int) {
	rest := text[i:]
	trimmed := strings.TrimLeft(rest, "\"'`*_")
	spaced := strings.TrimLeft(trimmed, " \t")
	stops := "\"'`<>,;)]}|"
	switch {
	case word == "bearer" || word == "basic":
		if spaced == trimmed {
			return 0, 0
		}
	case strings.HasPrefix(spaced, "=>"):
		spaced = spaced[2:]
	case strings.HasPrefix(spaced, ":="):
		spaced = spaced[2:]
	case strings.HasPrefix(spaced, "="):
		spaced = spaced[1:]
		stops += "&" // of an address's query
	case strings.HasPrefix(spaced, ":"):
		spaced = spaced[1:]
	case strings.HasPrefix(spaced, "is "):
		spaced = spaced[3:]
	default:
		return 0, 0
	}
	spaced = strings.TrimLeft(spaced, " \t*")
	start = len(text) - len(spaced)
	if spaced != "" && strings.IndexByte("\"'`", spaced[0]) >= 0 {
		return start + 1, quotedEnd(text, start)
	}
	end = start
	for end < len(text) && text[end] > ' ' && strings.IndexByte(stops, text[end]) < 0 {
		end++
	}
	for end > start && strings.IndexByte(".:!?", text[end-1]) >= 0 {
		end--
	}
	return start, end
}

// quotedEnd is where the value ends that the quotation mark at start begins: at
// the next such mark, or at the line's end.
func quotedEnd(text string, start int) int {
	end := start + 1
	for end < len(text) && text[end] != text[start] && text[end] != '\n' {
		end++
	}
	return end
}

// secretValue tells whether a value can be a secret rather than a word about
// one: «token: expired» says nothing, «token: 8f3a-22» does.
func secretValue(value, word string) bool {
	const least = 6
	if len(value) < least || placeholder(value) || strings.Contains(value, "://") || pathOrDate(value) {
		return false
	}
	if lower, upper, _, runs := kinds(value); lower > 0 && upper > 0 && len(value) >= 8 && 5*runs > 2*len(value) {
		return true // cases that take turns as no word's do
	}
	letters, others := 0, 0
	for _, c := range []byte(value) {
		if isLetter(c) {
			letters++
		} else if c < 0x80 && c != '-' && c != '/' && c != '.' && c != '_' && c != '(' {
			others++
		}
	}
	if word == "bearer" || word == "basic" {
		return len(value) >= 16 && others > 0
	}
	return others > 0 && letters > 0 || others >= 8
}

// pathOrDate tells values that say where a secret lies, or until when it holds.
func pathOrDate(value string) bool {
	if strings.HasPrefix(value, "/") || strings.HasPrefix(value, "./") || strings.HasPrefix(value, "~/") {
		return true
	}
	_, _, _, runs := kinds(value)
	if strings.Contains(value, "/") && len(value) > 4*runs {
		return true
	}
	return strings.Trim(value, "0123456789-:TZ") == "" && strings.Count(value, "-") == 2
}

func isLower(c byte) bool  { return c >= 'a' && c <= 'z' }
func isUpper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return isLower(c | 0x20) }
func isAlnum(c byte) bool  { return isLetter(c) || isDigit(c) }
