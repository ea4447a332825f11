package main

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"path"
	"sync"
)

// A counting server counts what it sends, and compresses what hosts compress.
type counting struct {
	files http.Handler
	mu    sync.Mutex
	sum   asked
}

// take returns what was sent since the last time.
func (c *counting) take() asked {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := c.sum
	c.sum = asked{}
	return sum
}

// ServeHTTP implements http.Handler.
func (c *counting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kept := &kept{header: http.Header{}, status: http.StatusOK}
	r.Header.Del("Range")
	c.files.ServeHTTP(kept, r)
	body := kept.body.Bytes()
	for name, values := range kept.header {
		w.Header()[name] = values
	}
	w.Header().Del("Content-Length")
	w.Header().Set("Cache-Control", "no-store")
	switch path.Ext(r.URL.Path) {
	case ".js", ".html", ".css", ".json", "":
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(body)
		z.Close()
		if b.Len() < len(body) {
			body = b.Bytes()
			w.Header().Set("Content-Encoding", "gzip")
		}
	}
	c.mu.Lock()
	c.sum.bytes += int64(len(body))
	c.sum.requests++
	c.mu.Unlock()
	w.WriteHeader(kept.status)
	w.Write(body)
}

// A kept response is looked at before it is sent.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header            { return k.header }
func (k *kept) WriteHeader(status int)         { k.status = status }
func (k *kept) Write(data []byte) (int, error) { return k.body.Write(data) }
