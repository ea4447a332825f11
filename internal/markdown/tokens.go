package markdown

import "bytes"

// A token is something in running text that has no marks of its own: a mention
// or a bare address.
type token struct {
	kind     tokenKind
	from, to int
}

type tokenKind int

const (
	noToken tokenKind = iota
	mentionToken
	addressToken // https://…
	hostToken    // www.…
	mailToken    // somebody@example.org
)

// nextToken returns the first token of text from i on. Without one, its place is
// the end of text.
func nextToken(text []byte, i int) token {
	for j := i; j < len(text); j++ {
		t := token{}
		switch text[j] {
		case '@':
			t = tokenAtSign(text, i, j)
		case ':':
			t = tokenAtColon(text, i, j)
		case 'w':
			t = tokenAtHost(text, i, j)
		}
		if t.kind != noToken {
			return t
		}
	}
	return token{from: len(text), to: len(text)}
}

// dest is the address that a token links to.
func (t token) dest(text []byte) string {
	address := unescape(text[t.from:t.to])
	switch t.kind {
	case hostToken:
		return "http://" + address
	case mailToken:
		return "mailto:" + address
	}
	return address
}

// tokenAtColon reads an address by the «://» in its middle.
func tokenAtColon(text []byte, from, colon int) token {
	if !bytes.HasPrefix(text[colon:], []byte("://")) {
		return token{}
	}
	for _, scheme := range []string{"https", "http"} {
		start := colon - len(scheme)
		if start < from || !bytes.EqualFold(text[start:colon], []byte(scheme)) || start > 0 && isWord(text[start-1]) {
			continue
		}
		end := addressEnd(text, start, colon+3)
		if end <= colon+3 {
			return token{}
		}
		return token{kind: addressToken, from: start, to: end}
	}
	return token{}
}

func tokenAtHost(text []byte, from, at int) token {
	if !bytes.HasPrefix(text[at:], []byte("www.")) || at > from && (isWord(text[at-1]) || text[at-1] == '/' || text[at-1] == '.') {
		return token{}
	}
	end := addressEnd(text, at, at+4)
	if end <= at+4 || bytes.IndexByte(text[at+4:end], '.') < 0 {
		return token{}
	}
	return token{kind: hostToken, from: at, to: end}
}

// addressEnd returns where an address ends: before white space or «<», and
// before the punctuation of the sentence around it, as on GitHub.
func addressEnd(text []byte, start, from int) int {
	end := from
	for end < len(text) && text[end] > ' ' && text[end] != '<' {
		end++
	}
	for end > from {
		switch c := text[end-1]; {
		case bytes.IndexByte([]byte("?!.,:*_~'\""), c) >= 0:
			end--
		case c == ')' && bytes.Count(text[start:end], []byte{')'}) > bytes.Count(text[start:end], []byte{'('}):
			end--
		case c == ';' && bytes.LastIndexByte(text[from:end], '&') >= 0:
			end = from + bytes.LastIndexByte(text[from:end], '&')
		default:
			return end
		}
	}
	return end
}

// tokenAtSign reads @key, or the address of a mailbox.
func tokenAtSign(text []byte, from, at int) token {
	if at > from && isMailbox(text[at-1]) {
		return mailAt(text, from, at)
	}
	if at > 0 && (isWord(text[at-1]) || text[at-1] == '\\' || text[at-1] == '/' || text[at-1] == '@') {
		return token{}
	}
	end := at + 1
	for end < len(text) && (isWord(text[end]) || end > at+1 && (text[end] == '-' || text[end] == '.')) {
		end++
	}
	for end > at+1 && !isWord(text[end-1]) || end > at+1 && text[end-1] == '_' {
		end--
	}
	if end == at+1 || text[at+1] >= 0x80 || end < len(text) && text[end] == '/' {
		return token{}
	}
	return token{kind: mentionToken, from: at, to: end}
}

func mailAt(text []byte, from, at int) token {
	start := at
	for start > from && isMailbox(text[start-1]) {
		start--
	}
	end := at + 1
	for end < len(text) && (isWord(text[end]) || text[end] == '-' || text[end] == '.') {
		end++
	}
	for end > at+1 && !isWord(text[end-1]) {
		end--
	}
	if bytes.IndexByte(text[at+1:end], '.') < 1 || text[start] == '.' {
		return token{}
	}
	return token{kind: mailToken, from: start, to: end}
}

func isMailbox(c byte) bool {
	return c < 0x80 && isWord(c) || c == '.' || c == '-' || c == '+'
}

// isWord tells whether c may be part of a word; bytes beyond ASCII are.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
}
