package importtest

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// A room is a package: what it may import of ours, and which outside libraries.
type room struct{ pkg, ours, libraries string }

// The house, from the roof down: a package may import only packages that stand
// below it, and only those named here. Packages of internal/ go by their bare
// names.
var house = []room{
	// One file per command: flags, environment, clock, working directory.
	{"cmd/casebook", "site pullrequest preview content edition compare search markdown gitrepo index insight check chart importer scaffold config incident diag redact language output frontmatter layouts assets demo cover",
		"github.com/spf13/cobra github.com/schollz/progressbar/v3 golang.org/x/sync golang.org/x/term"},

	// Whole sets: a Book to files, two Books to a report, a running site.
	{"site", "index insight markdown chart cover config incident diag layouts assets compare",
		"github.com/evanw/esbuild golang.org/x/sync golang.org/x/text"},
	{"pullrequest", "compare markdown config incident diag layouts", ""},
	{"preview", "diag", "github.com/fsnotify/fsnotify golang.org/x/sync"},

	{"demotest", "content config incident demo", ""}, // for tests alone: the demo, read

	// Files to a Book; a Book to a lesser Book; two narratives; a Book to an index.
	{"content", "markdown config incident diag frontmatter", "golang.org/x/sync golang.org/x/text"},
	{"edition", "markdown config incident", ""},
	{"compare", "markdown incident", "golang.org/x/text"},
	{"search", "markdown config incident", "github.com/blevesearch/bleve/v2 github.com/blevesearch/bleve_index_api golang.org/x/sync golang.org/x/text"},

	// One outside library, or one question of a Book, each.
	{"markdown", "incident diag", "github.com/yuin/goldmark github.com/yuin/goldmark-highlighting/v2 github.com/alecthomas/chroma/v2 golang.org/x/text"},
	{"gitrepo", "config incident diag frontmatter", "github.com/go-git/go-git/v5 github.com/go-git/go-billy/v5 golang.org/x/text"},
	{"index", "config incident", "golang.org/x/text"},
	{"insight", "config incident", "gonum.org/v1/gonum"},
	{"check", "config incident diag redact language", "golang.org/x/text"},
	{"chart", "incident", ""},
	{"importer", "redact incident", "github.com/mmcdole/gofeed github.com/JohannesKaufmann/html-to-markdown/v2 golang.org/x/net golang.org/x/text"},
	{"cover", "", "github.com/go-fonts/liberation golang.org/x/image"},
	{"scaffold", "config incident diag demo", "golang.org/x/text"},

	{"booktest", "incident", ""}, // for tests alone: generated books, and questions about books

	// Settings, and the records.
	{"config", "incident diag frontmatter redact", "golang.org/x/text"},
	{"incident", "", "golang.org/x/text"},

	// Positions and problems; files to disk; YAML, TOML, JSON; what is embedded.
	{"frontmatter", "diag", "github.com/adrg/frontmatter go.yaml.in/yaml/v3 github.com/pelletier/go-toml/v2"},
	{"language", "diag", ""}, // ways of telling, found in sentences
	{"diag", "", ""},
	{"redact", "", ""}, // what should not be kept, found in text
	{"output", "", "golang.org/x/sync golang.org/x/sys golang.org/x/text"},
	{"layouts", "", ""},
	{"assets", "", ""},
	{"demo", "", ""}, // lies in content/

	// For tests alone; no package of the program may import these.
	{"casetest", "", "github.com/google/go-cmp github.com/rogpeppe/go-internal"}, // text cases
	{"browsertest", "", "github.com/chromedp/chromedp github.com/chromedp/cdproto"},
	{"importtest", "", ""},
}

// later lists rooms that nobody has built yet.
const later = "edition insight chart"

// testLibraries may be imported by tests, wherever they lie.
const testLibraries = "github.com/google/go-cmp github.com/rogpeppe/go-internal github.com/rhysd/actionlint github.com/chromedp/chromedp github.com/chromedp/cdproto golang.org/x/net golang.org/x/sync golang.org/x/text"

func TestEveryPackageHasARoom(t *testing.T) {
	var built []string
	for _, p := range parseModule(t) {
		built = append(built, p.room)
		if !slices.ContainsFunc(house, func(r room) bool { return r.pkg == p.room }) {
			t.Errorf("%s: the table has no room for this package", p.dir)
		}
	}
	for _, r := range house {
		if !slices.Contains(built, r.pkg) && !has(later, r.pkg) {
			t.Errorf("%s: has a room and is not there", r.pkg)
		}
	}
}

func TestImports(t *testing.T) {
	for _, p := range parseModule(t) {
		i := slices.IndexFunc(house, func(r room) bool { return r.pkg == p.room })
		if i < 0 {
			continue // reported by TestEveryPackageHasARoom
		}
		for _, f := range p.files {
			for _, imported := range f.imports() {
				if why := refusal(house[i], imported, f.test); why != "" {
					t.Errorf("%s: imports %s: %s", f.path, imported, why)
				}
			}
		}
	}
}

// refusal says why a file of the room may not import a path; empty if it may.
func refusal(r room, imported string, test bool) string {
	if name, ours := strings.CutPrefix(imported, modulePath+"/"); ours {
		name = roomOf(name)
		if has(r.ours, name) || test && name != "cmd/casebook" {
			return ""
		}
		return "the table does not let " + r.pkg + " import " + name
	}
	if !isLibrary(imported) || within(r.libraries, imported) || test && within(testLibraries, imported) {
		return ""
	}
	return "the table lets this library into other packages, or none"
}

// The table itself goes down only, so that there can be no circle, and lets
// each outside library in through one package. Go's own extended libraries and
// the browser's driver are tools of many.
func TestTableGoesDown(t *testing.T) {
	through := map[string]string{}
	for i, r := range house {
		for name := range strings.FieldsSeq(r.ours) {
			at := slices.IndexFunc(house, func(r room) bool { return r.pkg == name })
			if at <= i {
				t.Errorf("%s may import %s, which does not stand below it", r.pkg, name)
			}
		}
		for library := range strings.FieldsSeq(r.libraries) {
			if other := through[library]; other != "" && !strings.HasPrefix(library, "golang.org/x/") {
				t.Errorf("%s enters through both %s and %s", library, other, r.pkg)
			}
			through[library] = r.pkg
		}
	}
}

// roomOf returns the name in the table of the package in a directory.
func roomOf(dir string) string {
	if dir == "content" {
		return "demo"
	}
	return strings.TrimPrefix(dir, "internal/")
}

func has(list, word string) bool { return slices.Contains(strings.Fields(list), word) }

// within tells whether a path is one of the modules listed, or lies in one.
func within(modules, imported string) bool {
	return slices.ContainsFunc(strings.Fields(modules), func(m string) bool {
		return imported == m || strings.HasPrefix(imported, m+"/")
	})
}

// isLibrary tells a library from the standard one, whose paths have no dot in
// their first part.
func isLibrary(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".") && path.Clean(imported) == imported
}
