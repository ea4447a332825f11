package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A Dir is a directory whose site is being replaced.
type Dir struct {
	target target
	old    oldSite
	stage  string // where the new site grows
	names  names

	mu      sync.Mutex
	made    map[string]bool // directories of the stage
	kept    []string        // names whose content the old site has
	written int
	failed  error // the first failure: what is staged is not whole
	closed  bool
}

// Open claims dir for a new site. The source is the directory that the site is
// made from, which dir may not contain; it is empty when there is none. The
// caller ends with [Dir.Commit] or [Dir.Discard].
func Open(dir, source string) (*Dir, error) {
	target, err := claimTarget(dir, source)
	if err != nil {
		return nil, err
	}
	old, err := readOldSite(target.path)
	if err != nil {
		return nil, errors.Join(err, target.release())
	}
	return &Dir{target: target, old: old, stage: target.stage(), made: map[string]bool{}}, nil
}

// Write takes one file of the new site. It may be called from several
// goroutines at once, and does not keep data.
func (d *Dir) Write(name string, data []byte) error {
	err := d.write(name, data)
	if err != nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.failed = errors.Join(d.failed, err)
	}
	return err
}

func (d *Dir) write(name string, data []byte) error {
	if err := d.names.take(name); err != nil {
		return err
	}
	if d.old.has(name, data) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.kept = append(d.kept, name)
		return nil
	}
	path, err := d.place(name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.written++
	return nil
}

// Keep takes over the file that the old site has under a name, and tells whether
// there is one. It is for names that change with the content, and spares making
// it again.
func (d *Dir) Keep(name string) (bool, error) {
	if _, found := d.old.sizes[name]; !found {
		return false, nil
	}
	if err := d.names.take(name); err != nil {
		return false, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.kept = append(d.kept, name)
	return true, nil
}

// place returns where name is staged, and makes the directories above it.
func (d *Dir) place(name string) (string, error) {
	path := filepath.Join(d.stage, filepath.FromSlash(name))
	dir := filepath.Dir(path)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return "", fmt.Errorf("write %q: the site is finished", name)
	}
	return path, d.makeDir(dir)
}

// makeDir makes a directory of the stage and those above it. Making one is what
// costs most in a commit, so no call is spent on asking what is there.
func (d *Dir) makeDir(dir string) error {
	if d.made[dir] {
		return nil
	}
	if dir != d.stage {
		if err := d.makeDir(filepath.Dir(dir)); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return fmt.Errorf("make a directory: %w", err)
	}
	d.made[dir] = true
	return nil
}

// Commit swaps the new site in, or leaves the old one as it was and says why.
func (d *Dir) Commit() (Stats, error) {
	if d.closed {
		return Stats{}, errors.New("commit the site: it is finished already")
	}
	if d.failed != nil {
		return Stats{}, errors.Join(fmt.Errorf("commit the site: %w", d.failed), d.Discard())
	}
	stats := Stats{Written: d.written, Unchanged: len(d.kept), Removed: d.old.without(&d.names)}
	if d.old.marked && stats.Written == 0 && stats.Removed == 0 {
		return stats, d.Discard()
	}
	if err := d.finish(); err != nil {
		return Stats{}, errors.Join(err, d.Discard())
	}
	return stats, d.Discard()
}

// finish makes the stage a whole site and puts it in the old one's place.
func (d *Dir) finish() error {
	if err := d.makeDir(d.stage); err != nil {
		return err
	}
	if err := d.keepUnchanged(); err != nil {
		return err
	}
	if err := d.mark(); err != nil {
		return err
	}
	return d.target.swapIn()
}

// keepUnchanged brings the old site's files that stay into the stage.
func (d *Dir) keepUnchanged() error {
	var group errgroup.Group
	group.SetLimit(2 * runtime.GOMAXPROCS(0)) // it is the disk's work more than ours
	for _, name := range d.kept {
		group.Go(func() error {
			path, err := d.place(name)
			if err != nil {
				return err
			}
			return keepFile(d.old.path(name), path)
		})
	}
	return group.Wait()
}

// mark writes the marker and gives the new directory the old one's mode.
func (d *Dir) mark() error {
	if err := os.WriteFile(filepath.Join(d.stage, Marker), []byte(markerText), 0o644); err != nil {
		return fmt.Errorf("write %q: %w", Marker, err)
	}
	if !d.old.exists {
		return nil
	}
	if err := os.Chmod(d.stage, d.old.mode); err != nil {
		return fmt.Errorf("set the mode of %q: %w", d.stage, err)
	}
	return nil
}

// Discard gives the directory up and removes what was staged. After a Commit it
// does nothing, so that it can be deferred.
func (d *Dir) Discard() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil
	}
	d.closed = true
	return d.target.release()
}
