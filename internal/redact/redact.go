// Package redact finds in text what nobody meant to keep: secrets, and details
// of people and customers. It says what was found and where, never the value.
//
//	finder, err := redact.New(redact.Options{Names: []string{"Acme Corp"}})
//	found := finder.Find(text)                      // by kind and position
//	clean := new(redact.Marks).Replace(text, found) // «… [secret 1] … [email 1] …»
//
// # What is found
//
//   - secrets: tokens that carry their maker's prefix, private keys, passwords in
//     addresses and on command lines, values that follow a word such as password or
//     api_key, and long strings that look drawn by chance;
//   - e-mail addresses and phone numbers;
//   - payment: card numbers and IBANs whose check digits are right;
//   - names: what a book's settings list – customers, code names, patterns.
//
// # What is not
//
// Hashes in hexadecimal (commits, digests), UUIDs and ULIDs, public keys and
// certificates look drawn by chance and are no secrets; they are found only
// behind a word that says so. What the settings allow is never found. A value
// kept for examples, such as an address at example.org, is found: [Reserved]
// tells it apart for callers who want to let it pass.
package redact

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Kind is a sort of finding. Its text is the word in the mark that takes the
// finding's place.
type Kind string

// The kinds of finding.
const (
	Secret  Kind = "secret"
	Email   Kind = "email"
	Phone   Kind = "phone"
	Payment Kind = "payment"
	Name    Kind = "name"
)

// A Finding is one thing found. It does not hold the value.
type Finding struct {
	Kind  Kind
	What  string // in words: a GitHub token, a private key, an e-mail address
	Start int    // in bytes from the text's beginning
	End   int
}

// Options say what to look for beside what is built in. The zero value is useful.
type Options struct {
	Names    []string  // found as whole words, whatever their case
	Patterns []Pattern // found wherever they match
	Allow    []string  // values that are nobody's secret; * stands for any text without a slash
}

// A Pattern is a book's own regular expression, in Go's syntax.
type Pattern struct{ Name, Regexp string }

// A Finder looks for one set of things; many goroutines may use it.
type Finder struct {
	named []named
	allow []string // in lower case
}

// A named is a name or a pattern of the book's own.
type named struct {
	what string
	re   *regexp.Regexp
	word bool // counts only where no letter or digit stands beside it
}

// New returns a finder. The error is a pattern that cannot be read.
func New(o Options) (*Finder, error) {
	f := &Finder{}
	for _, name := range o.Names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		f.named = append(f.named, named{"a name that the settings list", anyCase(name), true})
	}
	for _, p := range o.Patterns {
		re, err := regexp.Compile(p.Regexp)
		if err != nil {
			return nil, fmt.Errorf("read pattern %q: %w", p.Name, err)
		}
		f.named = append(f.named, named{"what the settings call " + p.Name, re, false})
	}
	for _, a := range o.Allow {
		f.allow = append(f.allow, strings.ToLower(a))
	}
	return f, nil
}

// anyCase matches a name whatever its case, and however wide its spaces are.
func anyCase(name string) *regexp.Regexp {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	return regexp.MustCompile("(?i)" + strings.Join(words, `\s+`))
}

// Find returns what the text holds, in order and without overlaps: where two
// findings do, the one that begins first counts, and of those the longest.
func (f *Finder) Find(text string) []Finding {
	var all []Finding
	all = append(all, privateKeys(text)...)
	all = append(all, passwordsInAddresses(text)...)
	all = append(all, assigned(text)...)
	all = append(all, options(text)...)
	all = append(all, tokens(text)...)
	all = append(all, emails(text)...)
	all = append(all, phones(text)...)
	all = append(all, payments(text)...)
	for _, n := range f.named {
		all = append(all, n.find(text)...)
	}
	return f.settle(text, all)
}

func (n named) find(text string) []Finding {
	var list []Finding
	for _, at := range n.re.FindAllStringIndex(text, -1) {
		if at[1] > at[0] && (!n.word || alone(text, at[0], at[1])) {
			list = append(list, Finding{Name, n.what, at[0], at[1]})
		}
	}
	return list
}

// alone tells whether no letter or digit stands beside a part of the text.
func alone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

// settle sorts findings, and drops what is allowed or lies in another.
func (f *Finder) settle(text string, all []Finding) []Finding {
	all = slices.DeleteFunc(all, func(g Finding) bool { return f.allows(text[g.Start:g.End]) })
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	end := 0
	return slices.DeleteFunc(all, func(g Finding) bool {
		if g.Start < end {
			return true
		}
		end = g.End
		return false
	})
}

func (f *Finder) allows(value string) bool {
	if len(f.allow) == 0 {
		return false
	}
	value = strings.ToLower(value)
	return slices.ContainsFunc(f.allow, func(glob string) bool {
		ok, err := path.Match(glob, value)
		return ok && err == nil || glob == value
	})
}
