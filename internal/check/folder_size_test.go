package check_test

import (
	"fmt"
	"testing"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/incident"
)

func TestFolderSize(t *testing.T) {
	book := &incident.Book{}
	for i := range 1001 {
		book.Reviews = append(book.Reviews, &incident.Review{Path: fmt.Sprintf("all/%d.md", i), Status: incident.Draft})
	}
	count := func() int {
		n := 0
		for _, p := range check.Run(book, check.Options{}) {
			if p.Rule == "folder-size" {
				n++
			}
		}
		return n
	}
	if n := count(); n != 1 {
		t.Errorf("1,001 reviews in a folder: %d problems", n)
	}
	book.Reviews = book.Reviews[1:]
	if n := count(); n != 0 {
		t.Errorf("1,000 reviews in a folder: %d problems", n)
	}
}
