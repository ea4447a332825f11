package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// generationPrefix begins the names of the folders of generations.
const generationPrefix = "g-"

// finish closes what was written, numbers its documents and makes it the
// generation that is read.
func (u *renewal) finish(stamp string) error {
	err := u.bleve.Close()
	u.bleve = nil
	if err != nil {
		return err
	}
	ix := &Index{dir: u.ix.dir}
	if err := ix.openBleve(filepath.Join(u.folder, storeName)); err != nil {
		return err
	}
	t, err := ix.number(u.rows)
	if err := errors.Join(err, ix.Close()); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(u.folder, tableName), t.encode(), 0o600); err != nil {
		return err
	}
	g := generation{Format: indexFormat, Name: filepath.Base(u.folder), Stamp: stamp, Language: u.o.Config.Language}
	if g.Files, err = sizes(u.folder); err != nil {
		return err
	}
	if err := u.ix.Close(); err != nil {
		return err
	}
	if err := u.ix.publish(g); err != nil {
		return err
	}
	u.ix.sweep(u.o.Now)
	u.ix.reopen()
	if u.ix.bleve == nil {
		return fmt.Errorf("open the index that was written: %w", fs.ErrNotExist)
	}
	return nil
}

// number finds out how bleve numbers the documents.
func (ix *Index) number(rows []tableRow) (*table, error) {
	place := make(map[string]int, len(rows))
	for i, r := range rows {
		place[r.slug] = i
	}
	ids, err := ix.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer ids.Close()
	t := &table{rows: rows}
	found := 0
	for {
		id, err := ids.Next()
		if err != nil {
			return nil, err
		}
		if id == nil {
			break
		}
		slug, err := ix.reader.ExternalID(id)
		if err != nil {
			return nil, err
		}
		i, ok := place[slug]
		if !ok {
			return nil, fmt.Errorf("number the reviews: %q is not in the book", slug)
		}
		rows[i].bleve = int(id.Value())
		for len(t.number) <= rows[i].bleve {
			t.number = append(t.number, -1)
		}
		t.number[rows[i].bleve] = int32(i)
		found++
	}
	if found != len(rows) {
		return nil, fmt.Errorf("number the reviews: the index has %d of %d", found, len(rows))
	}
	return t, nil
}

// restamp remembers that the same index holds for another state of the files.
func (ix *Index) restamp(stamp string) error {
	ix.current.Stamp = stamp
	if err := ix.publish(ix.current); err != nil {
		return err
	}
	_, err := os.Stat(filepath.Join(ix.dir, ix.current.Name, tableName))
	return err // another process may have swept it away
}

// publishedName is the file in a generation's folder that says it has been one to
// be read. Until then nobody but its maker may remove it.
const publishedName = "published"

// publish makes a generation the one that is read, at once and in whole.
func (ix *Index) publish(g generation) error {
	data, err := json.MarshalIndent(g, "", "\t")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(ix.dir, currentName+"-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := os.Rename(f.Name(), filepath.Join(ix.dir, currentName)); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(ix.dir, g.Name, publishedName), nil, 0o600)
}

// discard removes a generation that could not be finished.
func (u *renewal) discard() error {
	var errs []error
	if u.bleve != nil {
		errs = append(errs, u.bleve.Close())
	}
	if u.folder != "" {
		errs = append(errs, os.RemoveAll(u.folder))
	}
	return errors.Join(errs...)
}

// abandoned is the age from which a generation that was never published is no
// longer being made.
const abandoned = 24 * time.Hour

// sweep removes generations that nobody will open: all that were published but
// the one that is read, and those that were left half made long ago. What cannot
// be removed, because it is still open, the next sweep removes.
func (ix *Index) sweep(now time.Time) {
	old := ix.sweepable(now) // first: what is published after this must stay
	var g generation
	data, err := os.ReadFile(filepath.Join(ix.dir, currentName))
	if err != nil || json.Unmarshal(data, &g) != nil {
		return
	}
	for _, name := range old {
		if name != g.Name {
			os.RemoveAll(filepath.Join(ix.dir, name))
		}
	}
}

// sweepable are the generations that may be removed if they are not read now.
func (ix *Index) sweepable(now time.Time) []string {
	entries, err := os.ReadDir(ix.dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), generationPrefix) {
			continue
		}
		info, err := e.Info()
		_, unpublished := os.Stat(filepath.Join(ix.dir, e.Name(), publishedName))
		if unpublished == nil || err == nil && !now.IsZero() && now.Sub(info.ModTime()) > abandoned {
			names = append(names, e.Name())
		}
	}
	return names
}

// sizes returns the files of a folder, slash-separated, and their sizes.
func sizes(folder string) (map[string]int64, error) {
	list := map[string]int64{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			list[name] = info.Size()
		}
		return err
	})
	return list, err
}

// share makes a folder of the files of another: bleve's segments, which never
// change, are the same files; what changes is copied.
func share(from, to string) error {
	return fs.WalkDir(os.DirFS(from), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		source, target := filepath.Join(from, filepath.FromSlash(name)), filepath.Join(to, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		if filepath.Ext(name) == ".zap" && os.Link(source, target) == nil {
			return nil
		}
		return copyFile(source, target)
	})
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
