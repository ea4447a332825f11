package pullrequest

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// holdPage holds that a page has nothing that acts but its own styles and script,
// loads nothing, and that all its ids are its own and its links lead to them.
func holdPage(t *testing.T, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, links, count := map[string]int{}, []string{}, map[atom.Atom]int{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.DataAtom]++
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcset" || a.Key == "action":
				t.Errorf("%s=%q on <%s>", a.Key, a.Val, n.Data)
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "src" && !strings.HasPrefix(value, "data:image/"):
				t.Errorf("<%s> loads %q", n.Data, a.Val)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
			case a.Key == "href" && strings.Contains(value, "script:"):
				t.Errorf("<%s> leads to %q", n.Data, a.Val)
			}
		}
	}
	if count[atom.Script] != 1 || count[atom.Style] != 1 || count[atom.H1] != 1 || count[atom.Iframe]+count[atom.Form]+count[atom.Link]+count[atom.Object]+count[atom.Base] > 0 {
		t.Errorf("elements that should not be there: %v", count)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %q is there %d times", id, n)
		}
	}
	for _, link := range links {
		if ids[link] == 0 {
			t.Errorf("a link leads to #%s, which is not there", link)
		}
	}
}

func TestPolicyNamesWhatRuns(t *testing.T) {
	var b strings.Builder
	r := &Report{Title: "A <book>", Base: "main", Head: "HEAD"}
	if err := r.WriteHTML(&b, Look{Style: []byte("p{color:red}"), Script: []byte("alert(1)"), Language: "en"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"default-src 'none'; img-src data:;",
		"style-src 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='",  // of p{color:red}
		"script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", // of alert(1)
		"<title>What this branch changes · A &lt;book&gt;</title>",
		"Nothing in the book is other than in main.",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %s:\n%s", want, b.String())
		}
	}
	if err := r.WriteHTML(&b, Look{Script: []byte("'</SCRIPT>'")}); err == nil {
		t.Error("a script that ends its element was written")
	}
}
