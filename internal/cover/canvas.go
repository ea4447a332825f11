package cover

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image/color"
	"sync"
)

// A canvas holds the rows of a PNG as they are compressed: four bits a pixel,
// each row after a byte that says how it is filtered, which it is not.
type canvas struct {
	rows []byte
	out  bytes.Buffer
	zip  *zlib.Writer
}

const stride = 1 + Width/2

// The inks are places in the palette: from the ground in steps to full ink, then
// the line and the accent.
const (
	fullInk   = 12
	softInk   = 8
	lineInk   = 13
	accentInk = 14
)

// canvases are used again and again: each is large.
type canvases struct{ pool sync.Pool }

func (c *canvases) get() *canvas {
	if cv, ok := c.pool.Get().(*canvas); ok {
		clear(cv.rows)
		return cv
	}
	zip, _ := zlib.NewWriterLevel(nil, flate.BestSpeed) // the level is one that there is
	return &canvas{rows: make([]byte, Height*stride), zip: zip}
}

func (c *canvases) put(cv *canvas) { c.pool.Put(cv) }

// dot puts ink on one pixel, unless there is more already.
func (cv *canvas) dot(x, y int, ink byte) {
	if x < 0 || y < 0 || x >= Width || y >= Height {
		return
	}
	b := &cv.rows[y*stride+1+x/2]
	if x%2 == 0 {
		*b = max(*b>>4, ink)<<4 | *b&0x0f
	} else {
		*b = *b&0xf0 | max(*b&0x0f, ink)
	}
}

// line writes words along a baseline.
func (cv *canvas) line(s *sized, text string, base int, ink int) {
	for _, p := range s.places(text) {
		i := 0
		for y := p.box.Min.Y; y < p.box.Max.Y; y++ {
			for x := p.box.Min.X; x < p.box.Max.X; x++ {
				if shade := p.shades[i]; shade > 0 {
					cv.dot(margin+p.x+x, base+y, byte(int(shade)*ink/fullInk))
				}
				i++
			}
		}
	}
}

func (cv *canvas) fill(left, top, width, height int, ink byte) {
	for y := top; y < top+height; y++ {
		for x := left; x < left+width; x++ {
			cv.dot(x, y, ink)
		}
	}
}

func (cv *canvas) disc(cx, cy, radius int, ink byte) {
	for y := -radius; y <= radius; y++ {
		for x := -radius; x <= radius; x++ {
			if x*x+y*y <= radius*radius {
				cv.dot(cx+x, cy+y, ink)
			}
		}
	}
}

// palette is the ground, the steps to full ink, the line and the accent.
func (p *Painter) palette() []byte {
	ground, ink := color.RGBA{0xfb, 0xfa, 0xf7, 0xff}, color.RGBA{0x1c, 0x1b, 0x19, 0xff}
	mix := func(a, b uint8, i int) byte { return byte((int(a)*(fullInk-i) + int(b)*i) / fullInk) }
	var rgb []byte
	for i := range fullInk + 1 {
		rgb = append(rgb, mix(ground.R, ink.R, i), mix(ground.G, ink.G, i), mix(ground.B, ink.B, i))
	}
	return append(rgb, 0xdf, 0xda, 0xd0, p.accent.R, p.accent.G, p.accent.B)
}

// png encodes the rows (PNG, second edition: W3C, ISO/IEC 15948). The standard
// library's encoder takes a byte for each pixel, which is most of what it costs.
func (cv *canvas) png(palette []byte) ([]byte, error) {
	var data bytes.Buffer
	data.Grow(16 << 10)
	data.WriteString("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32(nil, Width)
	header = binary.BigEndian.AppendUint32(header, Height)
	header = append(header, 4, 3, 0, 0, 0) // four bits, of a palette; not interlaced
	chunk(&data, "IHDR", header)
	chunk(&data, "PLTE", palette)
	cv.out.Reset()
	cv.zip.Reset(&cv.out)
	if _, err := cv.zip.Write(cv.rows); err != nil {
		return nil, err
	}
	if err := cv.zip.Close(); err != nil {
		return nil, err
	}
	chunk(&data, "IDAT", cv.out.Bytes())
	chunk(&data, "IEND", nil)
	return data.Bytes(), nil
}

func chunk(to *bytes.Buffer, kind string, data []byte) {
	var number [4]byte
	binary.BigEndian.PutUint32(number[:], uint32(len(data)))
	to.Write(number[:])
	from := to.Len()
	to.WriteString(kind)
	to.Write(data)
	binary.BigEndian.PutUint32(number[:], crc32.ChecksumIEEE(to.Bytes()[from:]))
	to.Write(number[:])
}
