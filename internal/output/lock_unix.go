//go:build unix

package output

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

func openLocked(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errLocked
	}
	return nil, &os.PathError{Op: "lock", Path: path, Err: err}
}

// unlock removes the lock while holding it, so that nobody waits for a file
// that is gone.
func unlock(f *os.File) {
	os.Remove(f.Name())
	os.Remove(filepath.Dir(f.Name()))
	f.Close()
}
