package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"sync"
)

// Folder is where the static form lies in a site.
const Folder = "search/"

// A counted sink knows what went into it, and finds names for files by their
// content.
type counted struct {
	sink  Sink
	mu    sync.Mutex
	names map[string][sha256.Size]byte
	files int
	bytes int64
	text  int64
	idle  sync.Pool // of *flate.Writer
}

// write packs a file and hands it on. The same content gives the same bytes.
func (c *counted) write(name string, content []byte) (sum [sha256.Size]byte, err error) {
	data, err := c.pack(name, content)
	if err != nil {
		return sum, err
	}
	c.mu.Lock()
	c.files++
	c.bytes += int64(len(data))
	if name[0] == 'd' && name[1] == '/' {
		c.text += int64(len(data))
	}
	c.mu.Unlock()
	return sha256.Sum256(content), c.sink.Write(Folder+name+".js", data)
}

// name finds a name for contents that belong together, in a folder: the first
// free part of their hash.
func (c *counted) name(folder string, contents ...[]byte) string {
	h := sha256.New()
	for _, content := range contents {
		h.Write(content)
	}
	sum := [sha256.Size]byte(h.Sum(nil))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names == nil {
		c.names = map[string][sha256.Size]byte{}
	}
	text := hex.EncodeToString(sum[:])
	for at := 0; ; at = (at + 1) % (len(text) - nameLength) {
		name := text[at : at+nameLength]
		if other, taken := c.names[folder+name]; !taken || other == sum {
			c.names[folder+name] = sum
			return name
		}
	}
}

// nameLength is the length of a name made of a hash.
const nameLength = 8

// compression is a level that costs half of what the best does, for files a
// twentieth larger.
const compression = 5

// pack makes of a content a script that hands it to the reader's own: a browser
// can load it from a disk, where it may not fetch. The content is compressed,
// because not every host does it, and its bytes are those of the script's string
// but for the four that a string cannot hold; a reader asks for them in the
// encoding x-user-defined, which keeps each byte.
func (c *counted) pack(name string, content []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := c.compressor(&b)
	if err != nil {
		return nil, fmt.Errorf("compress %q: %w", name, err)
	}
	w.Write(content) // a buffer takes all
	w.Close()
	c.idle.Put(w)
	out := make([]byte, 0, b.Len()+b.Len()/32+len(name)+24)
	out = append(out, `casebook("`+name+`","`...)
	for _, c := range b.Bytes() {
		switch c {
		case '"', '\\':
			out = append(out, '\\', c)
		case '\n':
			out = append(out, '\\', 'n')
		case '\r':
			out = append(out, '\\', 'r')
		default:
			out = append(out, c)
		}
	}
	return append(out, `")`...), nil
}

// compressor returns one that has done its work before, if there is any: a new
// one costs more than a small file.
func (c *counted) compressor(to io.Writer) (*flate.Writer, error) {
	if w, ok := c.idle.Get().(*flate.Writer); ok {
		w.Reset(to)
		return w, nil
	}
	return flate.NewWriter(to, compression)
}
