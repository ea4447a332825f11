package gitrepo

import "strings"

// A trailer is a line such as `Reviewed-by: Ana <ana@example.org>` at the end of
// a commit's message.
type trailer struct {
	key   string // in lower case
	value string
}

// trailers reads the last paragraph of a message, if it is not the first and most
// of its lines are trailers. Lines that begin with a space belong to the one
// before.
func trailers(message string) []trailer {
	message = strings.TrimSpace(strings.ReplaceAll(message, "\r\n", "\n"))
	at := strings.LastIndex(message, "\n\n")
	if at < 0 {
		return nil
	}
	var list []trailer
	others := 0
	for line := range strings.SplitSeq(message[at+2:], "\n") {
		if (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")) && len(list) > 0 {
			list[len(list)-1].value += " " + strings.TrimSpace(line)
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if ok && isToken(key) {
			list = append(list, trailer{strings.ToLower(key), strings.TrimSpace(value)})
		} else {
			others++
		}
	}
	if others > len(list) {
		return nil
	}
	return list
}

func isToken(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '-' {
			return false
		}
	}
	return s != ""
}

// identity returns the person that a trailer names, if it gives an address.
func (t trailer) identity() (identity, bool) {
	id, _, ok := cutIdentity(t.value)
	return id, ok && strings.Contains(id.email, "@")
}

// approves tells whether the trailer is somebody's yes.
func (t trailer) approves() bool {
	switch t.key {
	case "reviewed-by", "acked-by", "approved-by":
		return true
	}
	return false
}
