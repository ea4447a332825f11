package importer

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io/fs"
	"strings"
	"testing"
)

// zipped makes an archive of names and contents.
func zipped(t *testing.T, files ...File) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(src []byte) (fs.FS, error) { return Archive(bytes.NewReader(src), int64(len(src))) }

func TestArchiveRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		src  []byte
		want string
	}{
		"a name that leads outside": {zipped(t, File{"../users.json", nil}), "leads outside"},
		"an absolute name":          {zipped(t, File{"/etc/users.json", nil}), "leads outside"},
		"a name for another system": {zipped(t, File{`..\users.json`, nil}), "leads outside"},
		"a name twice":              {zipped(t, File{"users.json", nil}, File{"users.json", nil}), "twice"},
		"what unpacks without end":  {zipped(t, File{"users.json", make([]byte, 8<<20)}), "times its size"},
		"what is no archive":        {[]byte("PK\x03\x04 but no more"), "open the archive"},
		"what says it is enormous":  {claim(zipped(t, File{"users.json", []byte("[]")}), 1<<31), "MiB"},
		"nothing":                   {nil, "open the archive"},
	} {
		if _, err := open(test.src); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, test.want)
		}
	}
}

// claim changes the unpacked size that the archive's directory gives.
func claim(src []byte, size uint32) []byte {
	at := bytes.Index(src, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(src[at+24:], size)
	return src
}

// An archive that says less than it holds passes the first look, and fails when
// it is read.
func TestArchiveThatLiesAboutItsSize(t *testing.T) {
	fsys, err := open(claim(zipped(t, File{"users.json", []byte(`[{"id":"U1"}]`)}), 3))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(fsys, "users.json"); err == nil {
		t.Error("a file larger than its archive says was read")
	}
}
