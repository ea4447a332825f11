package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/redact"
)

// committedRules are those that need no book: they look at every text file that
// is committed beside the settings and below the content's folders.
func committedRules() []diag.Rule { return []diag.Rule{personalDetail(), secret()} }

func secret() diag.Rule {
	return diag.Rule{
		Name:  "secret",
		About: "a token, a private key or a password stands in a committed file",
		Why: "Git keeps what was once committed, in every clone there is. A secret that was pushed is known: make it void where it was issued, first of all, and then take it out of the text. Taking it out alone helps nobody.\n\n" +
			"Tokens are known by the prefixes of those who issue them, private keys and addresses by their form, other secrets by the word before them or because no word looks like that. The message says the kind and the place, never the value. What is no secret can be allowed in the settings: `redact: {allow: [\"…\"]}`.",
		Before: "Then we ran `curl -H \"X-Api-Key: …the key itself…\"` against the relay.",
		After:  "Then we ran `curl -H \"X-Api-Key: $KEY\"` against the relay.",
	}
}

func personalDetail() diag.Rule {
	return diag.Rule{
		Name:  "personal-detail",
		About: "an e-mail address, a phone number, a card number or a listed name stands in a committed file",
		Why: "A review is read by people who never met whoever it speaks of, for years, and Git forgets nothing. An address or a number helps none of them; a key such as @kieran says who it was, and where the person wants, their page says how to reach them.\n\n" +
			"Names of customers and patterns of your own are found when the settings list them under `redact`; what may stay, such as the address of a help desk, goes under `allow` there. Addresses in a person's profile are not reported, and no page shows them.",
		Before: "The call went to ariel.costa@ripieno.coop, who was on a train.",
		After:  "The call went to @ariel, who was on a train.",
	}
}

// Committed looks for secrets and personal details in all files that are
// committed: the settings, and what lies below the content's folders, whether a
// page shows it or not. The error is what kept a file from being read, or a
// pattern of the settings that cannot be.
func Committed(fsys fs.FS, book *incident.Book, o Options) (diag.List, error) {
	finder, err := redact.New(o.Config.Redact)
	if err != nil {
		return nil, err
	}
	f := &committed{checker: newChecker(book, o), finder: finder, fsys: fsys}
	if o.Config.File != "" {
		if _, err := fs.Stat(fsys, o.Config.File); err == nil { // it may lie elsewhere
			if err := f.read(o.Config.File); err != nil {
				return nil, err
			}
		}
	}
	for _, root := range roots(o.Config.Places) {
		if err := fs.WalkDir(fsys, root, f.visit); err != nil {
			return nil, fmt.Errorf("look through %q: %w", root, err)
		}
	}
	f.problems.Sort()
	return f.problems, nil
}

// roots are the folders of the content without those that lie in another.
func roots(p config.Places) []string {
	all := []string{p.Reviews, p.People, p.Teams, p.Services, p.Tags, p.Factors, p.Calendar, p.Patterns, p.Pages}
	all = slices.DeleteFunc(all, func(dir string) bool { return dir == "" })
	slices.Sort(all)
	var list []string
	for _, dir := range slices.Compact(all) {
		if !slices.ContainsFunc(list, func(above string) bool { return below(dir, above) }) {
			list = append(list, dir)
		}
	}
	return list
}

func below(file, dir string) bool {
	return dir == "." || file == dir || strings.HasPrefix(file, dir+"/")
}

// committed is one run over the files.
type committed struct {
	*checker
	finder *redact.Finder
	fsys   fs.FS
}

func (f *committed) visit(file string, d fs.DirEntry, err error) error {
	switch {
	case err != nil && file == path.Clean(file) && d == nil:
		return nil // a folder that is not there
	case err != nil:
		return err
	case d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
		return fs.SkipDir
	case !d.Type().IsRegular() || f.o.Changed != nil && !f.o.Changed(file):
		return nil
	}
	return f.read(file)
}

// read looks through one file. Pictures and other bytes, and what is too large to
// be anybody's text, hold nothing that could be read out.
func (f *committed) read(file string) error {
	const most = 20 << 20
	info, err := fs.Stat(f.fsys, file)
	if err != nil || info.Size() > most {
		return err
	}
	data, err := fs.ReadFile(f.fsys, file)
	if err != nil || bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0 {
		return err
	}
	text := string(data)
	line, start := 1, 0
	for _, found := range f.finder.Find(text) {
		for i := strings.IndexByte(text[start:found.Start], '\n'); i >= 0; i = strings.IndexByte(text[start:found.Start], '\n') {
			line, start = line+1, start+i+1
		}
		if f.mayStay(file, found, text[found.Start:found.End]) {
			continue
		}
		f.problem(diag.Position{File: file, Line: line, Column: utf8.RuneCountInString(text[start:found.Start]) + 1}, found)
	}
	return nil
}

// mayStay tells whether a finding is no problem: a value kept for examples, or
// the address of a person in their own profile.
func (f *committed) mayStay(file string, found redact.Finding, value string) bool {
	return redact.Reserved(value) || found.Kind == redact.Email && below(file, f.o.Config.Places.People) ||
		found.Kind != redact.Secret && file == f.o.Config.File // which lists the names
}

func (f *committed) problem(at diag.Position, found redact.Finding) {
	f.rule = personalDetail().Name
	p := diag.Problem{Position: at, Severity: diag.Note, Message: found.What + " stands here", Private: true,
		Hint: "write who or what it is instead, such as @kieran; or allow it in the settings: `redact: {allow: [\"…\"]}`"}
	switch found.Kind {
	case redact.Secret:
		f.rule, p.Severity = secret().Name, diag.Warning
		p.Hint = "make it void where it was issued: Git keeps what was committed; then take it out, or allow it in the settings: `redact: {allow: [\"…\"]}`"
	case redact.Payment, redact.Name:
		p.Severity = diag.Warning
	}
	p.Rule = f.rule
	if !f.silenced(at.File) {
		f.problems = append(f.problems, p)
	}
}
