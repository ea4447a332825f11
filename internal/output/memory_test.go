package output

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestMemoryFS(t *testing.T) {
	var m Memory
	data := []byte("home")
	for name, data := range map[string][]byte{"index.html": data, "a/b/c.txt": []byte("c"), "a/d.txt": nil} {
		if err := m.Write(name, data); err != nil {
			t.Fatal(err)
		}
	}
	data[0] = 'X' // the sink keeps bytes of its own
	fsys := m.FS()
	if err := fstest.TestFS(fsys, "index.html", "a/b/c.txt", "a/d.txt"); err != nil {
		t.Fatal(err)
	}
	if err := m.Write("late.html", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(fsys, "late.html"); err == nil {
		t.Error("a file written later shows")
	}
	if got, _ := fs.ReadFile(fsys, "index.html"); string(got) != "home" {
		t.Errorf("index.html: %q", got)
	}
}

func TestMemoryEmpty(t *testing.T) {
	var m Memory
	if err := fstest.TestFS(m.FS()); err != nil {
		t.Fatal(err)
	}
}
