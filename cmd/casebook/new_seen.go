package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/edition"
)

// shownSeen is how many reviews are named to who begins one.
const shownSeen = 3

// seenBefore names reviews like the one that was begun. It is a help, and fails
// nothing: without a cache to keep an index in, it says nothing.
func (p *program) seenBefore(ctx context.Context, source sourceFlags, title string, services []string) {
	if p.quiet {
		return
	}
	s := &searching{program: p, book: bookFlags{source: source, edition: edition.Internal}}
	ix, err := s.openIndex(ctx, p.now())
	if err != nil {
		return
	}
	defer ix.Close()
	list, err := ix.Seen(title, services, shownSeen)
	if err != nil || len(list) == 0 {
		return
	}
	fmt.Fprintln(p.err, "Seen before?")
	for _, one := range list {
		ties := slices.Clone(one.Services)
		for _, word := range one.Words {
			if !slices.Contains(ties, word) {
				ties = append(ties, word)
			}
		}
		fmt.Fprintf(p.err, "  %s\n", strings.TrimSpace(one.Day+"  "+one.Title))
		fmt.Fprintf(p.err, "    %s (%s)\n", one.Path, strings.Join(ties, ", "))
	}
}
