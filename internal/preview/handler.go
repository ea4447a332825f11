package preview

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

//go:embed reload.js broken.html
var own embed.FS

// handler answers the preview's requests.
type handler struct{ site *site }

// ServeHTTP implements http.Handler.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	if !isLoopback(hostName(r.Host)) {
		http.Error(w, "The preview answers only under the name of this machine: localhost or 127.0.0.1.", http.StatusMisdirectedRequest)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD.", http.StatusMethodNotAllowed)
		return
	}
	switch r.URL.Path {
	case "/_casebook/events":
		h.events(w, r)
	case "/_casebook/problems.json":
		h.problems(w, r)
	case "/_casebook/reload.js":
		h.script(w, r)
	default:
		h.page(w, r)
	}
}

// hostName is a Host header without its port.
func hostName(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

func (h handler) script(w http.ResponseWriter, r *http.Request) {
	data, err := own.ReadFile("reload.js")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, "reload.js", data)
}

func (h handler) problems(w http.ResponseWriter, r *http.Request) {
	_, state, _ := h.site.look()
	data, err := json.Marshal(state)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, "problems.json", data)
}

// events tells a page the state now and after each build, until one side goes.
func (h handler) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	for {
		_, state, changed := h.site.look()
		fmt.Fprintf(w, "event: state\ndata: {\"site\":%q,\"build\":%d}\n\n", state.Site, state.Build)
		if out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done(): // the page went, or the preview stops
			return
		case <-changed:
		}
	}
}

// page answers with a file of the site.
func (h handler) page(w http.ResponseWriter, r *http.Request) {
	files, state, changed := h.site.look()
	if files == nil && state.Build == 0 {
		select { // the first build is under way, and worth waiting for
		case <-changed:
		case <-r.Context().Done():
			return
		}
		files, state, _ = h.site.look()
	}
	if files == nil {
		h.own(w, r, http.StatusServiceUnavailable, "broken.html", state)
		return
	}
	name, redirect := find(files, r.URL.Path)
	if redirect != "" {
		to := url.URL{Path: redirect, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
		return
	}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		h.missing(w, r, files, state)
		return
	}
	send(w, r, http.StatusOK, name, withScript(name, data, state.Site))
}

// missing answers with the site's own page for what is not there.
func (h handler) missing(w http.ResponseWriter, r *http.Request, files fs.FS, state state) {
	data, err := fs.ReadFile(files, "404.html")
	if errors.Is(err, fs.ErrNotExist) {
		data = []byte("<!doctype html><title>Not found</title><body><h1>Not found</h1></body>")
	}
	send(w, r, http.StatusNotFound, "404.html", withScript("404.html", data, state.Site))
}

func (h handler) own(w http.ResponseWriter, r *http.Request, status int, name string, state state) {
	data, err := own.ReadFile(name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, status, name, withScript(name, data, state.Site))
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

// send answers with data as the type that the name's ending says, and with the
// part that was asked for if the status allows it.
func send(w http.ResponseWriter, r *http.Request, status int, name string, data []byte) {
	w.Header().Set("Content-Type", contentType(name))
	if status == http.StatusOK {
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data)
	}
}

// withScript adds the preview's script to an HTML page, at its end and without
// any inline code.
func withScript(name string, data []byte, site string) []byte {
	if path.Ext(name) != ".html" {
		return data
	}
	tag := fmt.Appendf(nil, `<script src="/_casebook/reload.js" data-site="%s"></script>`, site)
	end := bytes.LastIndex(data, []byte("</body>"))
	if end < 0 {
		end = len(data)
	}
	return bytes.Join([][]byte{data[:end], tag, data[end:]}, nil)
}
