package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
)

// indexDir is where the index of a casebook lies: in the user's cache, one for
// each source, settings file and edition.
func indexDir(source string, flags *bookFlags) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the user's cache for the search index: %w", err)
	}
	settings := flags.source.config
	if settings != "" {
		if settings, err = filepath.Abs(settings); err != nil {
			return "", err
		}
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", source, settings, flags.edition))
	return filepath.Join(cache, "casebook", "search", hex.EncodeToString(sum[:8])), nil
}

// coarse is how long a file system may give one time to all changes.
const coarse = 2 * time.Second

// stamp tells one state of the casebook's files from another by their names,
// sizes and times, because reading thousands of them takes longer than asking
// what they say. It is empty when some file changed so shortly before that it
// may change again under the same time.
func (s *source) stamp(flags *bookFlags, now time.Time) (string, error) {
	name, text, err := s.settings(flags.source.config)
	if err != nil {
		return "", err
	}
	settings, _ := config.Parse(name, text)
	st := stamper{hash: sha256.New(), dir: s.dir}
	fmt.Fprintf(st.hash, "%q %q %q\n", version(), flags.edition, text)
	p := settings.Places
	for _, place := range []string{p.Reviews, p.People, p.Teams, p.Services, p.Tags, p.Factors} {
		if err := st.folder(place); err != nil {
			return "", fmt.Errorf("look at the casebook's files: %w", err)
		}
	}
	if st.newest.After(now.Add(-coarse)) {
		return "", nil
	}
	return hex.EncodeToString(st.hash.Sum(nil)), nil
}

type stamper struct {
	hash   hash.Hash
	dir    string
	newest time.Time
}

func (st *stamper) folder(place string) error {
	err := filepath.WalkDir(filepath.Join(st.dir, filepath.FromSlash(place)), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := os.Stat(path) // what a link leads to
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a link that leads nowhere, or a file that has just gone
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(st.hash, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		if info.ModTime().After(st.newest) {
			st.newest = info.ModTime()
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil // there is no such folder
	}
	return err
}
