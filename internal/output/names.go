package output

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// checkName refuses names that are not plain relative paths, or that some
// system a site may be unpacked on cannot hold.
func checkName(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("write %q: not a relative path with slashes, without empty, . or .. parts", name)
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return fmt.Errorf("write %q: holds a backslash or a control character", name)
	}
	if name == Marker {
		return fmt.Errorf("write %q: this name is the mark of the directory itself", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
			return fmt.Errorf("write %q: %q ends in a full stop or a space, which Windows drops", name, part)
		}
		if isDevice(part) {
			return fmt.Errorf("write %q: %q is the name of a device on Windows", name, part)
		}
	}
	return nil
}

// isDevice tells whether Windows would open a device instead of a file,
// whatever the extension.
func isDevice(part string) bool {
	base, _, _ := strings.Cut(part, ".")
	base = strings.ToLower(strings.TrimRight(base, " "))
	if slices.Contains([]string{"con", "prn", "aux", "nul", "conin$", "conout$"}, base) {
		return true
	}
	port, found := strings.CutPrefix(base, "com")
	if !found {
		port, found = strings.CutPrefix(base, "lpt")
	}
	runes := []rune(port)
	return found && len(runes) == 1 && strings.ContainsRune("123456789¹²³", runes[0])
}

// names keeps the names of one site apart. Two that differ only in case or in
// Unicode composition are one file on many disks.
type names struct {
	mu    sync.Mutex
	taken map[string]claim // by folded name
}

type claim struct {
	name string
	by   string // the file for whose sake a directory is there
	dir  bool
}

// take claims name for a file and its parents for directories.
func (n *names) take(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.taken == nil {
		n.taken = map[string]claim{}
	}
	folded := fold(name)
	if other, found := n.taken[folded]; found {
		return fmt.Errorf("write %q: the name is taken by %q", name, other.by)
	}
	if err := n.takeParents(name, path.Dir(folded)); err != nil {
		return err
	}
	n.taken[folded] = claim{name: name, by: name}
	return nil
}

// takeParents claims the directories above name. One that is there already has
// its own parents claimed.
func (n *names) takeParents(name, dir string) error {
	var fresh []string
	for ; dir != "."; dir = path.Dir(dir) {
		other, found := n.taken[dir]
		if found && !other.dir {
			return fmt.Errorf("write %q: its directory's name is taken by the file %q", name, other.name)
		}
		if found {
			break
		}
		fresh = append(fresh, dir)
	}
	for _, dir := range fresh {
		n.taken[dir] = claim{name: dir, by: name, dir: true}
	}
	return nil
}

// has tells whether exactly this name was claimed for a file.
func (n *names) has(name string) bool {
	c, found := n.taken[fold(name)]
	return found && !c.dir && c.name == name
}

// fold maps names that a disk may take for the same to one.
func fold(name string) string {
	if isASCII(name) {
		return strings.ToLower(name)
	}
	// Folding can undo a composition, so compose last; decompose first, so that
	// marks are in one order.
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
