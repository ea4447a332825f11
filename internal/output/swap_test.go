package output

import (
	"os"
	"path/filepath"
	"testing"
)

// A swap that fails halfway leaves the old site, and so does the release after
// it, even when the old site could not be put back at once.
func TestSwapFails(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	build(t, public, first)
	target, err := claimTarget(public, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := target.swapIn(); err == nil { // there is no stage to swap in
		t.Error("swapped in a stage that is missing")
	}
	same(t, read(t, public), first.with())
	if err := os.Rename(public, target.aside()); err != nil {
		t.Fatal(err)
	}
	if err := target.release(); err != nil {
		t.Fatal(err)
	}
	same(t, read(t, public), first.with())
	same(t, entries(t, dir), []string{"public"})
}
