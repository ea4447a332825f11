package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// target is the directory to replace, claimed for one build.
type target struct {
	path string   // without symbolic links
	work string   // beside it: the lock, the stage and, for a moment, the old site
	lock *os.File // held until release
	made []string // directories that had to be made above path, outermost first
}

func (t target) stage() string { return filepath.Join(t.work, "site") }
func (t target) aside() string { return filepath.Join(t.work, "old") }

// claimTarget resolves dir, refuses what must not be replaced, locks it and
// puts right what a killed build left.
func claimTarget(dir, source string) (target, error) {
	path, err := resolve(dir)
	if err != nil {
		return target{}, err
	}
	if err := refuseSource(path, source); err != nil {
		return target{}, err
	}
	parent, base := filepath.Split(path)
	t := target{path: path, work: filepath.Join(parent, "."+base+".casebook")}
	if t.made, err = makeAll(filepath.Dir(path)); err != nil {
		return target{}, err
	}
	if t.lock, err = lock(t.work); err != nil {
		t.unmake()
		return target{}, fmt.Errorf("build into %q: %w", path, err)
	}
	if err := t.recover(); err != nil {
		return target{}, errors.Join(err, t.release())
	}
	return t, nil
}

// resolve returns the real path of dir, which need not exist. A symbolic link
// stands for the directory it leads to.
func resolve(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the output %q: %w", dir, err)
	}
	info, err := os.Stat(path)
	if err == nil {
		if !info.IsDir() {
			return "", fmt.Errorf("replace %q: it is not a directory", path)
		}
		return filepath.EvalSymlinks(path)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("find the output: %w", err)
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return "", fmt.Errorf("replace %q: it is a symbolic link that leads nowhere", path)
	}
	parent, err := resolve(filepath.Dir(path))
	return filepath.Join(parent, filepath.Base(path)), err
}

// refuseSource refuses a target that is the source or contains it. Files are
// compared, not names: a disk may ignore case.
func refuseSource(path, source string) error {
	info, err := os.Stat(path)
	if source == "" || err != nil {
		return nil // a missing directory contains nothing
	}
	above, err := resolve(source)
	for err == nil {
		dir, statErr := os.Stat(above)
		if statErr == nil && os.SameFile(dir, info) {
			return fmt.Errorf("replace %q: it contains the source; choose another --output", path)
		}
		if above == filepath.Dir(above) {
			return nil
		}
		above = filepath.Dir(above)
	}
	return err
}

// makeAll makes dir and returns which directories were missing.
func makeAll(dir string) ([]string, error) {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Lstat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		missing = append([]string{d}, missing...)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make %q: %w", dir, err)
	}
	return missing, nil
}

// recover puts an old site back that was set aside when its build was killed or
// could not finish, and clears the stage. As long as it cannot be put back,
// nothing is cleared.
func (t target) recover() error {
	if _, err := os.Lstat(t.path); errors.Is(err, fs.ErrNotExist) {
		err := os.Rename(t.aside(), t.path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("put the old site back: %w", err)
		}
	}
	return t.clear()
}

func (t target) clear() error {
	for _, dir := range []string{t.stage(), t.aside()} {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove %q: %w", dir, err)
		}
	}
	return nil
}

// swapIn puts the stage in the old site's place, or leaves that as it was.
func (t target) swapIn() error {
	err := t.swap()
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return fmt.Errorf("replace %q: %w; it seems to be a mount point: give a directory within it as --output", t.path, err)
	}
	if err != nil {
		return fmt.Errorf("replace %q: %w", t.path, err)
	}
	return nil
}

func (t target) swap() error {
	if exchange(t.stage(), t.path) == nil {
		return nil // the old site now lies on the stage, to be removed with it
	}
	err := os.Rename(t.path, t.aside())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	moved := err == nil
	err = os.Rename(t.stage(), t.path)
	if err != nil && moved {
		return errors.Join(err, os.Rename(t.aside(), t.path))
	}
	return err
}

// release removes everything beside the target and lets the next build in.
func (t target) release() error {
	err := t.recover()
	unlock(t.lock)
	t.unmake()
	return err
}

// unmake removes the directories that were made for nothing.
func (t target) unmake() {
	for i := len(t.made) - 1; i >= 0; i-- {
		if os.Remove(t.made[i]) != nil {
			return // something lies in it
		}
	}
}
