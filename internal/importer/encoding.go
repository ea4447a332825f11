package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns text as UTF-8 with line feeds alone. Text that is none in any
// encoding that begins with a mark is taken for Windows-1252, the usual one of
// tools that write no UTF-8; note says so.
func decode(src []byte) (text []byte, note string, err error) {
	switch {
	case len(bytes.TrimSpace(src)) == 0:
		return nil, "", errors.New("it is empty")
	case bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")):
		src = src[3:]
	case bytes.HasPrefix(src, []byte("\xFF\xFE")), bytes.HasPrefix(src, []byte("\xFE\xFF")):
		src, err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(src)
		if err != nil {
			return nil, "", fmt.Errorf("read UTF-16: %w", err)
		}
		note = "read as UTF-16"
	case !utf8.Valid(src):
		if noText(src) {
			return nil, "", errors.New("it is no text")
		}
		src, err = charmap.Windows1252.NewDecoder().Bytes(src)
		if err != nil {
			return nil, "", fmt.Errorf("read Windows-1252: %w", err)
		}
		note = "not UTF-8: read as Windows-1252"
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	return bytes.Map(tame, src), note, nil
}

// noText tells what is no text in any encoding of single bytes: more than one byte
// in fifty is a control character.
func noText(src []byte) bool {
	n := 0
	for _, c := range src {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			n++
		}
	}
	return n*50 > len(src)
}

// unmarshal reads JSON, and says in words what is wrong with the whole of it.
func unmarshal(src []byte, into any) error {
	err := json.Unmarshal(src, into)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset >= int64(len(bytes.TrimSpace(src))) {
		return errors.New("its JSON ends in the middle; was it copied whole?")
	}
	return err
}

// tame replaces what no text of people holds: a zero byte, and the signs that
// mark a placeholder here.
func tame(r rune) rune {
	if r == 0 || r >= placeBegin && r <= placeEnd {
		return utf8.RuneError
	}
	return r
}
