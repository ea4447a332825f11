package redact

import "strings"

// options finds passwords that people paste with a command line: that of
// `curl -u name:password`, and of `mysql -ppassword`, which has no space before it.
func options(text string) []Finding {
	var list []Finding
	add := func(start, end int) {
		if secretValue(text[start:end], "password") {
			list = append(list, Finding{Secret, "a password on a command line", start, end})
		}
	}
	for _, option := range []string{" -u ", " --user ", " --user="} {
		for at := range indexes(text, option) {
			start, end := argument(text, at+len(option))
			if colon := strings.IndexByte(text[start:end], ':'); colon > 0 {
				add(start+colon+1, end)
			}
		}
	}
	for at := range indexes(text, " -p") {
		const near = 200 // bytes of a command line
		before := text[max(0, at-near):at]
		before = before[strings.LastIndexByte(before, '\n')+1:]
		if strings.Contains(before, "mysql") || strings.Contains(before, "mariadb") {
			add(argument(text, at+len(" -p")))
		}
	}
	return list
}

// indexes are the places where a part stands in a text.
func indexes(text, part string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], part)
			if i < 0 || !yield(from+i) {
				return
			}
			from += i + len(part)
		}
	}
}

// argument is where a word of a command line lies, without its quotation marks.
func argument(text string, start int) (int, int) {
	if start < len(text) && (text[start] == '"' || text[start] == '\'') {
		start++
	}
	end := start
	for end < len(text) && text[end] > ' ' && text[end] != '"' && text[end] != '\'' && text[end] != '`' {
		end++
	}
	return start, end
}
