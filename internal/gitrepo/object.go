package gitrepo

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
)

// Limits of what is read. Whoever commits more has put something else there.
const (
	maxCommit = 1 << 20
	maxTree   = 16 << 20
	maxBlob   = 20 << 20
)

// ErrMissing says that an object is not in this clone.
var ErrMissing = errors.New("not in this clone")

// Blob returns the content of a file by its hash. One that this clone leaves out
// is ErrMissing.
func (r *Repository) Blob(hash string) ([]byte, error) {
	h, ok := parseHash(hash)
	if !ok {
		return nil, fmt.Errorf("read %q: not the hash of an object", hash)
	}
	data, err := r.object(plumbing.BlobObject, h, maxBlob)
	if errors.Is(err, ErrMissing) { // it may have been packed since
		if err := r.reopen(); err != nil {
			return nil, err
		}
		data, err = r.object(plumbing.BlobObject, h, maxBlob)
	}
	return bytes.Clone(data), err
}

// tree returns the raw entries of a tree.
func (r *Repository) tree(h plumbing.Hash) ([]byte, error) {
	if h == emptyTree || h.IsZero() {
		return nil, nil
	}
	return r.object(plumbing.TreeObject, h, maxTree)
}

// emptyTree is the hash of a tree without entries, which Git knows without
// storing it.
var emptyTree = plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904")

// object returns the content of an object of the given type, which must not be
// changed. What is malformed, or larger than the limit, is an error that names it.
func (r *Repository) object(t plumbing.ObjectType, h plumbing.Hash, limit int64) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.stores {
		data, err := content(s, t, h, limit)
		if errors.Is(err, plumbing.ErrObjectNotFound) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read %s %s: %w", t, h, err)
		}
		return data, nil
	}
	return nil, fmt.Errorf("read %s %s: %w", t, h, ErrMissing)
}

// A storer has objects.
type storer interface {
	EncodedObject(plumbing.ObjectType, plumbing.Hash) (plumbing.EncodedObject, error)
}

func content(s storer, t plumbing.ObjectType, h plumbing.Hash, limit int64) (data []byte, err error) {
	defer recovered(&err)
	o, err := s.EncodedObject(plumbing.AnyObject, h)
	if err != nil {
		return nil, err
	}
	if o.Type() != t {
		return nil, fmt.Errorf("it is a %s", o.Type())
	}
	size := o.Size()
	if size < 0 || size > limit {
		return nil, fmt.Errorf("it is larger than %d MB", limit>>20)
	}
	rd, err := o.Reader()
	if err != nil {
		return nil, err
	}
	defer rd.Close()
	if w, ok := rd.(io.WriterTo); ok { // it lies in memory already
		var b borrower
		_, err := w.WriteTo(&b)
		return b, err
	}
	data = make([]byte, size)
	if _, err := io.ReadFull(rd, data); err != nil {
		return nil, err
	}
	return data, nil
}

// A borrower takes the bytes of an object without copying them: the cache has
// them, and nobody changes them. It saves a tenth of a walk.
type borrower []byte

func (b *borrower) Write(p []byte) (int, error) {
	*b = p
	return len(p), nil
}

// recovered makes an error of a panic: objects come from anybody.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("corrupt: %v", p)
	}
}

// parseHash reads a hash in hexadecimal.
func parseHash(s string) (h plumbing.Hash, ok bool) {
	if len(s) != 2*len(h) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(s))
	return h, err == nil
}

// readAtMost reads all of a file, which may not be larger than the limit.
func readAtMost(f io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("larger than %d MB", limit>>20)
	}
	return data, err
}

// size returns the size of a file's content, or 0 if that cannot be told.
func (r *Repository) size(h plumbing.Hash) int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.stores {
		if n, err := sizeIn(s, h); err == nil {
			return n
		}
	}
	return 0
}

func sizeIn(s interface {
	EncodedObjectSize(plumbing.Hash) (int64, error)
}, h plumbing.Hash) (n int64, err error) {
	defer recovered(&err)
	return s.EncodedObjectSize(h)
}
