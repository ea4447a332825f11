package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/edition"
)

// mayBePublished makes the edition that the settings allow the one to build. It
// refuses until somebody has said which, and who can read what is deployed: the
// pages of a private repository may well be public.
func (b *book) mayBePublished() error {
	allowed := b.config.Publish
	switch {
	case allowed.Edition == "":
		return errors.New("publish: the settings do not say which edition; look who can read what your code host deploys, then write in casebook.yaml:\n\n  publish: {edition: internal, visibility_confirmed: true}")
	case !allowed.VisibilityConfirmed:
		return fmt.Errorf("publish: nobody has confirmed who can read it: the pages of a private repository may be public; look, then write in casebook.yaml:\n\n  publish: {edition: %s, visibility_confirmed: true}", allowed.Edition)
	case !slices.Contains(edition.Names(), allowed.Edition):
		return fmt.Errorf("publish edition %q: only %s can be built", allowed.Edition, strings.Join(edition.Names(), ", "))
	}
	b.flags.edition = allowed.Edition
	return nil
}
