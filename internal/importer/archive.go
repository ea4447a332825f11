package importer

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// Limits of what an archive may hold: an export of a large workspace fits, an
// archive made to fill the machine does not.
const (
	maxArchiveFiles = 200_000
	maxArchiveBytes = 4 << 30
	maxFileBytes    = 256 << 20
	maxRatio        = 200 // unpacked to packed, of a file over a megabyte
)

// Archive opens a zip archive as files to read, after looking at all it says of
// itself: it is refused when a name leads outside, when it says that it unpacks
// without measure, or holds one name twice.
func Archive(r io.ReaderAt, size int64) (fs.FS, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	if len(z.File) > maxArchiveFiles {
		return nil, fmt.Errorf("open the archive: it holds %d files; the most is %d", len(z.File), maxArchiveFiles)
	}
	seen := make(map[string]bool, len(z.File))
	var total uint64
	for _, f := range z.File {
		if err := vet(f, seen); err != nil {
			return nil, fmt.Errorf("open the archive: %w", err)
		}
		if total += f.UncompressedSize64; total > maxArchiveBytes {
			return nil, fmt.Errorf("open the archive: it unpacks to more than %d GiB", maxArchiveBytes>>30)
		}
	}
	return z, nil
}

func vet(f *zip.File, seen map[string]bool) error {
	name := strings.TrimSuffix(f.Name, "/")
	switch {
	case !fs.ValidPath(name) || strings.Contains(name, `\`) || path.IsAbs(name):
		return fmt.Errorf("%q leads outside of it", f.Name)
	case seen[name]:
		return fmt.Errorf("it holds %q twice", f.Name)
	case f.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%q is a symbolic link", f.Name)
	case f.UncompressedSize64 > maxFileBytes:
		return fmt.Errorf("%q unpacks to %d MiB; the most is %d", f.Name, f.UncompressedSize64>>20, maxFileBytes>>20)
	case f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return fmt.Errorf("%q unpacks to more than %d times its size", f.Name, maxRatio)
	}
	seen[name] = true
	return nil
}

// read returns a file's content, and refuses one that is larger than it may be
// or than its archive says: the archive's reader fails when the sizes differ.
func read(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	if len(data) > maxFileBytes {
		return nil, fmt.Errorf("read %q: it is larger than %d MiB", name, maxFileBytes>>20)
	}
	return data, nil
}
