package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Editors save in several steps, and a checkout changes many files: a build
// begins when nothing has changed for a moment, or after a while all the same.
const (
	quiet    = 20 * time.Millisecond
	patience = 500 * time.Millisecond
)

// A watcher tells when files have changed and come to rest.
type watcher struct {
	events  *fsnotify.Watcher
	trees   []string        // watched with all below them
	files   map[string]bool // watched alone, through their directories
	ignored map[string]bool
	settled chan struct{} // holds one: several changes call for one build
}

func watch(paths, ignore []string) (*watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch for changes: %w", err)
	}
	w := &watcher{
		events:  events,
		files:   map[string]bool{},
		ignored: map[string]bool{},
		settled: make(chan struct{}, 1),
	}
	for _, path := range ignore {
		w.ignored[absolute(path)] = true
	}
	for _, path := range paths {
		if err := w.addPath(absolute(path)); err != nil {
			return nil, errors.Join(err, events.Close())
		}
	}
	return w, nil
}

// absolute makes paths comparable. Links are resolved where that is possible,
// because events carry the path that was watched; what is not there yet may
// come to be below a link.
func absolute(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		return real
	}
	if parent := filepath.Dir(abs); parent != abs {
		return filepath.Join(absolute(parent), filepath.Base(abs))
	}
	return abs
}

func (w *watcher) addPath(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("watch for changes: %w", err)
	}
	if info.IsDir() {
		w.trees = append(w.trees, path)
		return w.addTree(path)
	}
	// Editors replace a file by renaming, which ends a watch of the file
	// itself; its directory stays.
	w.files[path] = true
	return w.addDir(filepath.Dir(path))
}

func (w *watcher) addDir(path string) error {
	err := w.events.Add(path)
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist): // it vanished meanwhile
		return nil
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("watch %q: the system watches no more directories; on Linux, raise fs.inotify.max_user_watches", path)
	default:
		return fmt.Errorf("watch %q: %w", path, err)
	}
}

// addTree watches a directory and all below it. What vanishes meanwhile is left.
func (w *watcher) addTree(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("watch %q: %w", path, err)
		}
		if !d.IsDir() {
			return nil
		}
		if path != root && w.leavesOut(path) {
			return filepath.SkipDir
		}
		return w.addDir(path)
	})
}

// leavesOut tells whether a path is none of the source: ignored, hidden (Git's
// own files, editors' and our output's staging) or an editor's copy.
func (w *watcher) leavesOut(path string) bool {
	name := filepath.Base(path)
	return w.ignored[path] || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") || name == "node_modules"
}

// concerns tells whether an event calls for a build.
func (w *watcher) concerns(e fsnotify.Event) bool {
	if w.files[e.Name] {
		return e.Op != fsnotify.Chmod
	}
	if e.Op == fsnotify.Chmod || w.leavesOut(e.Name) {
		return false
	}
	for _, tree := range w.trees {
		if e.Name == tree || strings.HasPrefix(e.Name, tree+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// run gathers events until ctx is done.
func (w *watcher) run(ctx context.Context, log *log) error {
	rest, limit := newTimer(), newTimer()
	waiting := false
	change := func() {
		rest.Reset(quiet)
		if !waiting {
			limit.Reset(patience)
			waiting = true
		}
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, open := <-w.events.Events:
			if !open {
				return nil
			}
			if w.concerns(e) {
				w.follow(e, log)
				change()
			}
		case err := <-w.events.Errors: // events may be lost: look at everything
			log.say("Watching for changes: %v", err)
			change()
		case <-rest.C:
			limit.Stop()
			waiting = false
			w.settle()
		case <-limit.C:
			rest.Stop()
			waiting = false
			w.settle()
		}
	}
}

// follow watches a directory that came to be.
func (w *watcher) follow(e fsnotify.Event, log *log) {
	if !e.Has(fsnotify.Create) {
		return
	}
	info, err := os.Lstat(e.Name)
	if err != nil || !info.IsDir() {
		return
	}
	if err := w.addTree(e.Name); err != nil {
		log.say("Changes in a new directory will not show: %v", err)
	}
}

func (w *watcher) settle() {
	select {
	case w.settled <- struct{}{}:
	default: // a build is called for already
	}
}

func (w *watcher) close() { w.events.Close() }

// newTimer returns a timer that does not run yet.
func newTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}
