package frontmatter

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mend reports why a block is no YAML. The decoder knows one fault, and calls it
// by a name that only it understands. So the lines are looked through for the
// traps of prose; when none is found, or mending all of them still gives no
// YAML, the decoder has the last word.
func (y yamlReader) mend(err error) {
	lines := strings.SplitAfter(string(y.block), "\n")
	at := y.base
	for i := 0; i < len(lines); {
		t, n := findTrap(lines[i:])
		size := len(strings.Join(lines[i:min(i+n, len(lines))], ""))
		if t.rule != "" {
			y.fail(at+t.at, t.rule, t.message, strings.TrimSuffix(t.advice+"\n"+t.mended, "\n"))
			y.problems[len(y.problems)-1].Mend.New = t.mended
		}
		if t.rule == "merge-conflict" {
			return // what else is wrong depends on which version is kept
		}
		if t.mended != "" {
			lines[i] = t.mended + "\n"
		}
		at, i = at+size, i+n
	}
	if y.errors > 0 {
		if _, err = decode(yaml.NewDecoder(strings.NewReader(strings.Join(lines, "")))); err == nil || errors.Is(err, io.EOF) {
			return
		}
	}
	y.syntax(err, lines)
}

// syntax reports what the decoder says of the lines.
func (y yamlReader) syntax(err error, lines []string) {
	message, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if m := regexp.MustCompile(`^line (\d+): (.*)`).FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	if exact := firstBroken(lines); exact > 0 {
		line = exact
	}
	line = max(1, min(line, len(y.lines)))
	at := y.lines[line-1]
	for at < len(y.block) && y.block[at] == ' ' {
		at++
	}
	if problemOn(y, y.base+at) {
		return // the trap on this line has been named
	}
	for _, m := range decoderMessages() {
		if strings.Contains(message, m.says) {
			y.fail(y.base+at, "yaml-syntax", m.message, m.hint)
			return
		}
	}
	y.fail(y.base+at, "yaml-syntax", message, "Put texts in quotes, and indent what belongs together by the same number of spaces.")
}

// A decoderMessage is what the decoder says, in words for a writer.
type decoderMessage struct{ says, message, hint string }

func decoderMessages() []decoderMessage {
	const indent = "Indent keys that belong together by the same number of spaces."
	return []decoderMessage{
		{"mapping values are not allowed", "a key stands where the text of the line before goes on",
			"Indent the key like the one before it; if it is text, write `key: >-` and all of the text below, indented."},
		{"did not find expected key", "here is neither a key nor more of what stands above", indent},
		{"did not find expected '-' indicator", "here is neither an item nor more of what stands above", "Begin every item of the list with a dash, indented alike."},
		{"could not find expected ':'", "a line without a colon, where `key: value` belongs", "Indent it if it belongs to the text above, or put a # before a comment."},
		{"cannot start any token", "a text begins with a character that YAML keeps for itself", "Put the text in quotes."},
		{"unknown escape", "a backslash in double quotes means something to YAML", "Put the text in single quotes, or write the backslash twice."},
		{"unexpected end of stream", "a quote or bracket is opened and never closed", "Close it."},
		{"block sequence entries are not allowed", "a list begins in the middle of a line", "Begin it on the line below, or put the text in quotes."},
		{"control characters are not allowed", "there is an invisible control character", "Remove it."},
		{"exceeded max depth", "lists and maps lie too many levels deep", ""},
	}
}

// firstBroken returns the line, from 1, with which the lines stop being YAML: the
// decoder often names another. 0 means that there are too many to try.
func firstBroken(lines []string) int {
	const mostLines, mostBytes = 200, 8 << 10
	if len(lines) > mostLines || len(strings.Join(lines, "")) > mostBytes {
		return 0
	}
	for n := len(lines) - 1; n > 0; n-- {
		_, err := decode(yaml.NewDecoder(strings.NewReader(strings.Join(lines[:n], ""))))
		if err == nil || errors.Is(err, io.EOF) {
			return n + 1
		}
	}
	return 1
}

// problemOn tells whether something is reported on the line of the offset.
func problemOn(y yamlReader, offset int) bool {
	line, _ := y.place(offset)
	for _, p := range y.problems {
		if p.Line == line {
			return true
		}
	}
	return false
}
