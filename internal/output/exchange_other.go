//go:build !linux

package output

import "errors"

// exchange is not to be had here: two renames do its work.
func exchange(_, _ string) error { return errors.ErrUnsupported }
