package preview

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html"
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
	case "/search.json":
		h.search(w, r)
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

// search answers a search.
func (h handler) search(w http.ResponseWriter, r *http.Request) {
	ask := h.site.searcher()
	if ask == nil {
		http.Error(w, "There is nothing to search yet.", http.StatusServiceUnavailable)
		return
	}
	data, err := ask(r.URL.Query())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, "search.json", data)
}

// events tells a page the state now, after each build and after each check, until
// one side goes.
func (h handler) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	address := r.URL.Query().Get("page")
	for {
		files, state, changed := h.site.look()
		print := ""
		if files != nil {
			print = answer(files, address).print
		}
		fmt.Fprintf(w, "event: state\ndata: {\"page\":%q,\"build\":%d,\"report\":%d}\n\n", print, state.Build, state.Report)
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
		files, _, _ = h.site.look()
	}
	if files == nil {
		h.broken(w, r)
		return
	}
	a := answer(files, r.URL.Path)
	if a.redirect != "" {
		to := url.URL{Path: a.redirect, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
		return
	}
	send(w, r, a.status, a.name, withScript(a, r.URL.Path))
}

// broken answers before the first good build.
func (h handler) broken(w http.ResponseWriter, r *http.Request) {
	data, err := own.ReadFile("broken.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	a := answered{status: http.StatusServiceUnavailable, name: "broken.html", data: data}
	send(w, r, a.status, a.name, withScript(a, r.URL.Path))
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
func withScript(a answered, address string) []byte {
	if path.Ext(a.name) != ".html" {
		return a.data
	}
	tag := fmt.Appendf(nil, `<script src="/_casebook/reload.js" data-page="%s" data-address="%s"></script>`, a.print, html.EscapeString(address))
	end := bytes.LastIndex(a.data, []byte("</body>"))
	if end < 0 {
		end = len(a.data)
	}
	return bytes.Join([][]byte{a.data[:end], tag, a.data[end:]}, nil)
}
