package gitrepo

import "bytes"

// compareTrees calls visit for what differs between two raw trees, in their
// order: with both entries where a name is the same, else with one of them and
// the zero entry.
func compareTrees(a, b []byte, visit func(old, new entry) error) error {
	a, b, err := unlike(a, b)
	for err == nil && len(a)+len(b) > 0 {
		if len(a) == len(b) && bytes.Equal(a, b) {
			return nil
		}
		a, b, err = compareFirst(a, b, visit)
	}
	return err
}

// compareFirst compares the first entries of two raw trees, and returns what
// comes after.
func compareFirst(a, b []byte, visit func(old, new entry) error) (restA, restB []byte, err error) {
	var old, new entry
	restA, restB = a, b
	if len(a) > 0 {
		if old, restA, err = nextEntry(a); err != nil {
			return nil, nil, err
		}
	}
	if len(b) > 0 {
		if new, restB, err = nextEntry(b); err != nil {
			return nil, nil, err
		}
	}
	order := 0
	switch {
	case len(a) == 0:
		order = 1
	case len(b) == 0:
		order = -1
	default:
		order = old.order(new)
	}
	switch {
	case order < 0:
		return restA, b, visit(old, entry{})
	case order > 0:
		return a, restB, visit(entry{}, new)
	case old.mode == new.mode && bytes.Equal(old.hash, new.hash):
		return restA, restB, nil
	}
	return restA, restB, visit(old, new)
}

// unlike returns two raw trees without the entries with which both begin.
func unlike(a, b []byte) (restA, restB []byte, err error) {
	same := commonPrefix(a, b)
	at := 0
	for at < same {
		_, rest, err := nextEntry(a[at:])
		if err != nil {
			return nil, nil, err
		}
		end := len(a) - len(rest)
		if end > same {
			break
		}
		at = end
	}
	return a[at:], b[at:], nil
}

// commonPrefix returns how many bytes are the same, a chunk at a time.
func commonPrefix(a, b []byte) int {
	const chunk = 4096
	n, limit := 0, min(len(a), len(b))
	for n+chunk <= limit && bytes.Equal(a[n:n+chunk], b[n:n+chunk]) {
		n += chunk
	}
	for n < limit && a[n] == b[n] {
		n++
	}
	return n
}
