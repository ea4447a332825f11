package search

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A query never fails, stands in its own text, and is bounded.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`consul dns`, `"expired certificate" -reboot`, `certif* who:ariel year:2026`, `in:learnings title:"x y"`, `東京都 DNSサーバー`,
		`before:2026-03 -after:2020`, `"unclosed`, `-`, `--x`, `a:b:c`, `“q”`, "\x80\xff*", `service:`, `*`,
	} {
		f.Add(seed)
	}
	lang := languageOf("en")
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		if len(q.Items) > mostItems {
			t.Errorf("%d items", len(q.Items))
		}
		at := 0
		for _, item := range q.Items {
			if item.Start < at || item.End <= item.Start || item.End > len(text) {
				t.Fatalf("%q: item %+v stands nowhere after %d", text, item, at)
			}
			if !strings.Contains(text[item.Start:item.End], item.Text) {
				t.Errorf("%q: item %+v is not in its place", text, item)
			}
			at = item.End
		}
		for _, n := range q.Notes {
			if n.Start < 0 || n.End < n.Start || n.End > len(text) || n.Message == "" {
				t.Errorf("%q: note %+v", text, n)
			}
		}
		p, err := compile(q, lang, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range p.clauses {
			if c.parts == 0 || c.kind != aPrefix && len(c.terms) == 0 {
				t.Errorf("%q: clause %+v", text, c)
			}
		}
	})
}

// Tokens stand in the text one after another, and what a token is folded to is a
// token again.
func FuzzTokens(f *testing.F) {
	for _, seed := range []string{"The broker's 3am", "東京都のDNS", "ｻｰﾊﾞｰ", "e\u0301 \u0301", "İ’s", "a'b''c", "\xff\xfe", "ﷺ 𠮷野家"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var tok tokenizer
		start := 0
		tok.each(text, func(tk token) {
			if tk.start < start || tk.end <= tk.start || tk.end > len(text) {
				t.Fatalf("%q: token %q at %d–%d after %d", text, tk.surface, tk.start, tk.end, start)
			}
			start = tk.start
			if len(tk.surface) == 0 || utf8.RuneCount(tk.surface) > longestSurface {
				t.Errorf("%q: token %q", text, tk.surface)
			}
			if again := fold(append([]byte(nil), tk.surface...)); utf8.Valid(tk.surface) && string(fold(append([]byte(nil), again...))) != string(again) {
				t.Errorf("%q: folding %q does not come to rest", text, tk.surface)
			}
		})
	})
}
