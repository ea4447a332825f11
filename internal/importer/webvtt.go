package importer

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"time"
)

// A cue is one caption of a recording: when it is shown, and its payload.
type cue struct {
	id         string
	start, end time.Duration // from the beginning of the recording
	text       string        // the payload, lines joined by line feeds
}

// errNotVTT says that a file is not WebVTT at all.
var errNotVTT = errors.New("it does not begin with WEBVTT")

// webVTT reads the cues of a WebVTT file by the parser of the specification (W3C,
// section 6.1): what is no cue is passed over, never an error. Regions, styles and
// the settings of cues say nothing of what was said, and are not kept. Broken is how
// many cues have times that cannot be read.
func webVTT(src []byte) (cues []cue, broken int, err error) {
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	head, ok := bytes.CutPrefix(first, []byte("WEBVTT"))
	if !ok || len(head) > 0 && head[0] != ' ' && head[0] != '\t' {
		return nil, 0, errNotVTT
	}
	p := vttParser{lines: strings.Split(string(rest), "\n")}
	if len(p.lines) > 0 && p.lines[0] != "" {
		p.block(true) // the header's own lines
	} else {
		p.at++
	}
	for p.at < len(p.lines) {
		if p.lines[p.at] == "" {
			p.at++
			continue
		}
		p.block(false)
	}
	return p.cues, p.broken, nil
}

// A vttParser goes through the lines once.
type vttParser struct {
	lines  []string
	at     int
	cues   []cue
	broken int
}

// block reads up to the next empty line, or up to a line with an arrow that
// begins another cue.
func (p *vttParser) block(header bool) {
	var c *cue
	var buffer []string
	for n := 0; p.at < len(p.lines); n++ {
		line := p.lines[p.at]
		if line == "" {
			break
		}
		if strings.Contains(line, "-->") {
			if header || c != nil || n > 1 {
				break
			}
			start, end, ok := vttTimes(line)
			p.at++
			if !ok {
				p.broken++
				p.skip()
				return
			}
			c = &cue{id: strings.Join(buffer, ""), start: start, end: end}
			buffer = nil
			continue
		}
		p.at++
		buffer = append(buffer, line)
	}
	if c != nil {
		c.text = strings.Join(buffer, "\n")
		p.cues = append(p.cues, *c)
	}
}

// skip passes over the lines of a cue whose times cannot be read.
func (p *vttParser) skip() {
	for p.at < len(p.lines) && p.lines[p.at] != "" {
		p.at++
	}
}

// vttTimes reads «start --> end» and leaves the settings behind it.
func vttTimes(line string) (start, end time.Duration, ok bool) {
	left, right, _ := strings.Cut(strings.TrimLeft(line, " \t\f"), "-->")
	start, rest, ok := vttTime(left)
	if !ok || strings.Trim(rest, " \t\f") != "" {
		return 0, 0, false
	}
	end, _, ok = vttTime(strings.TrimLeft(right, " \t\f"))
	return start, end, ok
}

// vttTime reads 00:00:00.000, with or without hours. Where the specification
// refuses a time of two parts, players read it, and so do we: the first part is
// minutes up to 59 and hours beyond.
func vttTime(s string) (at time.Duration, rest string, ok bool) {
	first, s, ok := digits(s)
	if !ok || !strings.HasPrefix(s, ":") {
		return 0, s, false
	}
	second, s, ok := digits(s[1:])
	if !ok || len(second) != 2 {
		return 0, s, false
	}
	parts := []string{"0", first, second}
	if atoi(first) > 59 {
		parts = []string{first, second, "0"}
	}
	if strings.HasPrefix(s, ":") {
		var third string
		if third, s, ok = digits(s[1:]); !ok || len(third) != 2 {
			return 0, s, false
		}
		parts = []string{first, second, third}
	}
	if !strings.HasPrefix(s, ".") {
		return 0, s, false
	}
	milli, s, ok := digits(s[1:])
	if !ok || len(milli) != 3 || atoi(parts[1]) > 59 || atoi(parts[2]) > 59 {
		return 0, s, false
	}
	return clock(parts[0], parts[1], parts[2], milli), s, true
}

func digits(s string) (run, rest string, ok bool) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n], s[n:], n > 0
}

// atoi reads digits; a number beyond all recordings is a large one.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n > 1<<20 {
		return 1 << 20
	}
	return n
}

func clock(hours, minutes, seconds, milli string) time.Duration {
	return time.Duration(atoi(hours))*time.Hour + time.Duration(atoi(minutes))*time.Minute +
		time.Duration(atoi(seconds))*time.Second + time.Duration(atoi(milli))*time.Millisecond
}
