package output

import (
	"bytes"
	"io/fs"
	"sync"
)

// A Memory keeps a site in memory, for the preview and for tests. The zero
// Memory is empty and ready for use.
type Memory struct {
	names names
	mu    sync.Mutex
	files map[string][]byte
}

// Write keeps a copy of data under name. It may be called from several
// goroutines at once.
func (m *Memory) Write(name string, data []byte) error {
	if err := m.names.take(name); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	m.files[name] = bytes.Clone(data)
	return nil
}

// FS returns the files written so far. What is written later does not show.
func (m *Memory) FS() fs.FS {
	m.mu.Lock()
	defer m.mu.Unlock()
	return newTree(m.files)
}
