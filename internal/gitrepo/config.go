package gitrepo

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// readConfig refuses repositories whose objects or references lie otherwise than
// this package reads them. go-git itself would refuse some that it can read, such
// as any with a sparse checkout.
func (r *Repository) readConfig() error {
	text, err := r.read("config")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	settings := config.New()
	if err := decode(text, settings); err != nil {
		return fmt.Errorf("read the repository's %q: %w", "config", err)
	}
	for _, o := range settings.Section("extensions").Options {
		if err := refused(strings.ToLower(o.Key), strings.ToLower(o.Value)); err != nil {
			return err
		}
		r.partial = r.partial || strings.EqualFold(o.Key, "partialclone")
	}
	for _, remote := range settings.Section("remote").Subsections {
		for _, o := range remote.Options {
			r.partial = r.partial || strings.EqualFold(o.Key, "promisor") && strings.EqualFold(o.Value, "true")
		}
	}
	return nil
}

func decode(text string, c *config.Config) (err error) {
	defer recovered(&err)
	return config.NewDecoder(strings.NewReader(text)).Decode(c)
}

// refused says why a repository with an extension cannot be read.
func refused(key, value string) error {
	switch key {
	case "noop", "partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees":
		return nil
	case "objectformat", "compatobjectformat":
		if value == "sha1" || key == "compatobjectformat" {
			return nil
		}
		return fmt.Errorf("open the repository: its objects are named by %s, and only sha1 can be read", value)
	case "refstorage":
		if value == "files" {
			return nil
		}
		return fmt.Errorf("open the repository: its references are stored as %s, and only files can be read; `git refs migrate --ref-format=files` changes that", value)
	}
	return fmt.Errorf("open the repository: it uses the extension %q, which is not known", key)
}
