package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// An answered address is what the site has there.
type answered struct {
	redirect string // where the address leads instead; else:
	status   int
	name     string // of the file
	data     []byte
	print    string // of a page: changes with what is to be seen there
}

// answer looks an address up.
func answer(files fs.FS, address string) answered {
	name, redirect := find(files, address)
	if redirect != "" {
		return answered{redirect: redirect, print: redirect}
	}
	a := answered{status: http.StatusOK, name: name}
	var err error
	if a.data, err = fs.ReadFile(files, name); isMissing(err) {
		a.status, a.name = http.StatusNotFound, "404.html"
		a.data, err = fs.ReadFile(files, a.name)
	}
	switch {
	case isMissing(err):
		a.data = []byte("<!doctype html><title>Not found</title><body><h1>Not found</h1></body>")
	case err != nil:
		a.status, a.name = http.StatusInternalServerError, "unreadable.html"
		a.data = fmt.Appendf(nil, "<!doctype html><meta charset=utf-8><title>Not rendered</title><body><h1>This page could not be rendered</h1><pre>%s</pre></body>", html.EscapeString(err.Error()))
	}
	if path.Ext(a.name) == ".html" {
		a.print = fingerprint(files, a)
	}
	return a
}

// isMissing tells whether the site has no such file.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid)
}

// find returns the file for an address, or where the address should lead: a
// directory's address ends in a slash, and stands for its index.html.
func find(files fs.FS, address string) (name, redirect string) {
	name = strings.TrimPrefix(address, "/")
	isDir := name == "" || strings.HasSuffix(name, "/")
	name = path.Join(name, ".")
	if !fs.ValidPath(name) {
		return "", ""
	}
	if isDir {
		return path.Join(name, "index.html"), ""
	}
	info, err := fs.Stat(files, name)
	if err != nil || !info.IsDir() {
		return name, ""
	}
	return "", "/" + name + "/"
}

// pictures finds what a page shows beside its own bytes. Styles and scripts are
// named by their content.
var pictures = regexp.MustCompile(`<img\b[^>]*\ssrc="([^"]+)"`)

// fingerprint sums up what is to be seen, so that a page is loaded anew only if
// that changed.
func fingerprint(files fs.FS, a answered) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d ", a.status)
	hash.Write(a.data)
	for _, match := range pictures.FindAllSubmatch(a.data, -1) {
		src, err := url.Parse(html.UnescapeString(string(match[1])))
		if err != nil || src.IsAbs() {
			continue
		}
		data, _ := fs.ReadFile(files, path.Join(path.Dir(a.name), src.Path)) // none: its text is shown
		hash.Write(data)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
