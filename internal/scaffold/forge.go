package scaffold

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"
)

// Forges are the code hosts for which there are files to begin with.
func Forges() []string { return []string{"github", "gitlab"} }

// ForForge makes what a code host needs to check a branch, to tell what it does
// to the story, to show the site as it would be and to publish it; the questions
// that a pull request asks, and a form for what surprised somebody. version is
// the program that the host installs: a release, or any version that Go knows.
//
// Actions are pinned by their commit. Nothing is published before the settings
// say what may be.
func ForForge(forge, version string) ([]File, error) {
	if !slices.Contains(Forges(), forge) {
		return nil, fmt.Errorf("make files for %q: the code hosts are %s", forge, strings.Join(Forges(), ", "))
	}
	var list []File
	root := "templates/" + forge
	err := fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fillForge(name, version)
		if err != nil {
			return err
		}
		list = append(list, File{Path: strings.ReplaceAll(strings.TrimPrefix(name, root+"/"), "dot-", "."), Data: data})
		return nil
	})
	if err != nil {
		return nil, err
	}
	questions, err := files.ReadFile("templates/pull-request.md")
	if err != nil {
		return nil, fmt.Errorf("read template %q: %w", "pull-request.md", err)
	}
	where := map[string]string{"github": ".github/pull_request_template.md", "gitlab": ".gitlab/merge_request_templates/Default.md"}[forge]
	list = append(list, File{Path: where, Data: questions})
	slices.SortFunc(list, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return list, nil
}

// fillForge puts the version into a file whose own braces stand for something
// else: its places are in square brackets.
func fillForge(name, version string) ([]byte, error) {
	src, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read template %q: %w", name, err)
	}
	t, err := template.New(name).Delims("[[", "]]").Option("missingkey=error").Parse(string(src))
	if err != nil {
		return nil, fmt.Errorf("read template %q: %w", name, err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, struct{ Version string }{version}); err != nil {
		return nil, fmt.Errorf("fill template %q: %w", name, err)
	}
	return b.Bytes(), nil
}
