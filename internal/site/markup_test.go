package site

import "testing"

func TestLinksAreEscaped(t *testing.T) {
	for _, c := range []struct {
		link Link
		want string
	}{
		{Link{Title: `<b> & "c"`, Href: `../a"b/index.html`}, `<a href="../a&#34;b/index.html">&lt;b&gt; &amp; &#34;c&#34;</a>`},
		{Link{Title: "x", Href: "javascript:alert(1)"}, "x"},
		{Link{Title: "x", Href: "JavaScript:alert(1)"}, "x"},
		{Link{Title: "x", Href: "data:text/html,x"}, "x"},
		{Link{Title: "x", Href: "https://example.org/?a=1&b=2"}, `<a href="https://example.org/?a=1&amp;b=2">x</a>`},
		{Link{Title: "x", Href: "../a:b"}, `<a href="../a:b">x</a>`},
		{Link{Title: "nowhere\x00"}, "nowhere\uFFFD"},
	} {
		if got := string(c.link.HTML()); got != c.want {
			t.Errorf("%+v: %s, want %s", c.link, got, c.want)
		}
	}
	if got := string(Links{{Title: "a", Href: "b"}, {Title: "c"}}.HTML()); got != `<a href="b">a</a>, c` {
		t.Errorf("two links: %s", got)
	}
	if got := string(Link{Title: "a", Href: "b", Count: 3}.Counted()); got != `<a href="b">a</a> <span class="count">3</span>` {
		t.Errorf("counted: %s", got)
	}
	if got := string(When{ISO: `2026"`, Text: "<", Short: "&"}.HTML() + When{Short: "&"}.Brief()); got != `<time datetime="2026&#34;">&lt;</time><time>&amp;</time>` {
		t.Errorf("times: %s", got)
	}
}
