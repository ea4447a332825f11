package cover

import (
	"image"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A face is one cut of the type, in the sizes that were asked for.
type face struct {
	font  *sfnt.Font
	mu    sync.Mutex // for all below, and for what sizes hold
	buf   sfnt.Buffer
	known map[rune]bool // which letters it has, of those asked for
	sizes map[int]*sized
}

// A sized face remembers the letters that it has drawn.
type sized struct {
	face    *face
	size    int
	drawing font.Face
	letters map[rune]letter
	kerns   map[[2]rune]fixed.Int26_6
}

// A letter is drawn once. Its shades are coverage in as many steps as the ink has.
type letter struct {
	box     image.Rectangle // around the point where it is set
	shades  []byte
	advance fixed.Int26_6
}

func newFace(f *sfnt.Font) *face {
	return &face{font: f, known: map[rune]bool{}, sizes: map[int]*sized{}}
}

// has tells whether the face can write a text by setting letter after letter:
// scripts that run from the right, and marks that stand on others, take more.
func (f *face) has(text string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range text {
		known, asked := f.known[r]
		if !asked {
			known = f.writes(r)
			f.known[r] = known
		}
		if !known {
			return false
		}
	}
	return true
}

func (f *face) writes(r rune) bool {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Hebrew) {
		return false
	}
	i, err := f.font.GlyphIndex(&f.buf, r)
	return err == nil && (i != 0 || unicode.IsSpace(r))
}

// at is the face in a size.
func (f *face) at(size int) *sized {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.sizes[size]
	if s == nil {
		// The options are right and the font was parsed, so there is no error.
		drawing, _ := opentype.NewFace(f.font, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
		s = &sized{face: f, size: size, drawing: drawing, letters: map[rune]letter{}, kerns: map[[2]rune]fixed.Int26_6{}}
		f.sizes[size] = s
	}
	return s
}

// A place is a letter and where on its line it stands, in pixels from the left.
type place struct {
	letter
	x int
}

// places sets a line.
func (s *sized) places(text string) []place {
	s.face.mu.Lock()
	defer s.face.mu.Unlock()
	list := make([]place, 0, len(text))
	var x fixed.Int26_6
	last := rune(-1)
	for _, r := range text {
		if last >= 0 {
			x += s.kern(last, r)
		}
		l := s.letter(r)
		list = append(list, place{l, x.Round()})
		x += l.advance
		last = r
	}
	return list
}

// width is how long a text is.
func (s *sized) width(text string) int {
	s.face.mu.Lock()
	defer s.face.mu.Unlock()
	var x fixed.Int26_6
	last := rune(-1)
	for _, r := range text {
		if last >= 0 {
			x += s.kern(last, r)
		}
		x += s.letter(r).advance
		last = r
	}
	return x.Ceil()
}

func (s *sized) kern(a, b rune) fixed.Int26_6 {
	pair := [2]rune{a, b}
	k, ok := s.kerns[pair]
	if !ok {
		k = s.drawing.Kern(a, b)
		s.kerns[pair] = k
	}
	return k
}

func (s *sized) letter(r rune) letter {
	l, ok := s.letters[r]
	if !ok {
		l = s.draw(r)
		s.letters[r] = l
	}
	return l
}

func (s *sized) draw(r rune) letter {
	box, mask, at, advance, ok := s.drawing.Glyph(fixed.Point26_6{}, r)
	if !ok {
		return letter{}
	}
	l := letter{box: box, advance: advance, shades: make([]byte, box.Dx()*box.Dy())}
	alpha := mask.(*image.Alpha)
	for y := range box.Dy() {
		for x := range box.Dx() {
			coverage := int(alpha.AlphaAt(at.X+x, at.Y+y).A)
			l.shades[y*box.Dx()+x] = byte((coverage*fullInk + 127) / 255)
		}
	}
	return l
}

// fit cuts a text to one line.
func (f *face) fit(text string, size int) string {
	s := f.at(size)
	if s.width(text) <= lineWidth {
		return text
	}
	words := s.broken(strings.Fields(text))
	for len(words) > 1 && s.width(strings.Join(words, " ")+" …") > lineWidth {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ") + " …"
}

// lineWidth is how long a line may be.
const lineWidth = Width - 2*margin

// set breaks a title into lines, in the largest size that has room for it.
func (f *face) set(title string, room int) (size int, lines []string) {
	words := strings.Fields(title)
	for _, size = range titleSizes {
		p := f.at(size).measure(words)
		if n, longest := p.breaks(lineWidth, nil); n <= room/leading(size) && longest <= lineWidth {
			return size, p.lines(p.balance(n))
		}
	}
	p, most := f.at(size).measure(f.at(size).broken(words)), room/leading(size)
	lines = p.lines(lineWidth)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = f.fit(lines[most-1]+" …", size)
	}
	return size, lines
}

// broken cuts words that are longer than a line.
func (s *sized) broken(words []string) []string {
	var list []string
	for _, word := range words {
		if s.width(word) <= lineWidth {
			list = append(list, word)
			continue
		}
		part := ""
		for _, r := range word {
			if part != "" && s.width(part+string(r)) > lineWidth {
				list, part = append(list, part), ""
			}
			part += string(r)
		}
		list = append(list, part)
	}
	return list
}

// A paragraph is words with how long each is.
type paragraph struct {
	words  []string
	widths []int
	space  int
}

func (s *sized) measure(words []string) paragraph {
	p := paragraph{words: words, space: s.width(" ")}
	for _, word := range words {
		p.widths = append(p.widths, s.width(word))
	}
	return p
}

// breaks counts the lines of a width, and how long the longest is: a word may be
// longer. ended is told, if given, after which word each line ends.
func (p paragraph) breaks(width int, ended func(word int)) (lines, longest int) {
	length := 0
	for i, w := range p.widths {
		switch {
		case i == 0:
			lines, length = 1, w
		case length+p.space+w > width:
			if ended != nil {
				ended(i)
			}
			lines, length = lines+1, w
		default:
			length += p.space + w
		}
		longest = max(longest, length)
	}
	return lines, longest
}

// balance is the width in which the words make n lines about equally long.
func (p paragraph) balance(n int) int {
	narrow, wide := 0, lineWidth
	for wide-narrow > 8 {
		middle := (narrow + wide) / 2
		if lines, longest := p.breaks(middle, nil); lines <= n && longest <= middle {
			wide = middle
		} else {
			narrow = middle
		}
	}
	return wide
}

func (p paragraph) lines(width int) []string {
	var lines []string
	from := 0
	p.breaks(width, func(word int) {
		lines = append(lines, strings.Join(p.words[from:word], " "))
		from = word
	})
	return append(lines, strings.Join(p.words[from:], " "))
}
