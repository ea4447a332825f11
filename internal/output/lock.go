package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

var errLocked = errors.New("another casebook is building into this directory; wait for it to end")

// lock makes the directory work and takes the lock in it, which ends with this
// process however that ends.
func lock(work string) (*os.File, error) {
	path := filepath.Join(work, "lock")
	for range 100 { // whoever held it removes it in the end, perhaps between two of our steps
		if err := os.Mkdir(work, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		f, err := openLocked(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			os.Remove(work) // if it is ours alone, it is empty
			return nil, err
		}
		if stillAt(f, path) {
			return f, nil
		}
		f.Close()
	}
	return nil, errLocked
}

// stillAt tells whether path leads to the open file: it may have been removed
// between opening and locking, and made anew by a third.
func stillAt(f *os.File, path string) bool {
	ours, err := f.Stat()
	if err != nil {
		return false
	}
	theirs, err := os.Stat(path)
	return err == nil && os.SameFile(ours, theirs)
}
