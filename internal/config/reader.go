package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// A reader turns values into settings, and gathers what is wrong with them.
type reader struct {
	file     string
	problems diag.List
}

func (r *reader) warn(n *frontmatter.Node, rule, message, hint string) {
	r.report(n.Line, n.Column, rule, message, hint)
}

func (r *reader) report(line, column int, rule, message, hint string) {
	r.problems = append(r.problems, diag.Problem{
		Position: diag.Position{File: r.file, Line: line, Column: column},
		Rule:     rule, Severity: diag.Warning, Message: message, Hint: hint,
	})
}

// mend offers a word in the place of the one that the last problem is about.
func (r *reader) mend(word, near string) {
	if near != "" {
		r.problems[len(r.problems)-1].Mend = diag.Mend{Old: word, New: near}
	}
}

// known reports keys that are no settings. The path is that of n among Keys, the
// name what the author wrote.
func (r *reader) known(n *frontmatter.Node, path, name string) {
	names, open := children(path)
	if len(names) == 0 {
		return
	}
	for _, item := range n.List() {
		for _, f := range item.Fields {
			below := strings.TrimPrefix(name+"."+f.Key, ".")
			switch {
			case slices.Contains(names, f.Key):
				r.known(f.Value, strings.TrimPrefix(path+"."+f.Key, "."), below)
			case open:
				r.known(f.Value, path+".*", below)
			default:
				r.report(f.Line, f.Column, "unknown-setting", fmt.Sprintf("there is no setting %q", below), nearest(f.Key, names))
				r.mend(f.Key, diag.Nearest(f.Key, names))
			}
		}
	}
}

// nearest proposes the word that was meant, or lists those there are.
func nearest(word string, known []string) string {
	if n := diag.Nearest(word, known); n != "" {
		return fmt.Sprintf("Write %q if that is meant.", n)
	}
	return "There are: " + strings.Join(known, ", ") + "."
}

// text returns a text, or what it was before when none is given.
func (r *reader) text(n *frontmatter.Node, key, otherwise string) string {
	if n.Empty() {
		return otherwise
	}
	if text := n.Sentence(); text != "" {
		return strings.TrimSpace(text)
	}
	r.wrongType(n, key, "a text")
	return otherwise
}

// texts returns a list of texts, each once, or what it was before when none is
// given. An empty list is one that is given.
func (r *reader) texts(n *frontmatter.Node, key string, otherwise []string) []string {
	if n == nil || n.Kind == frontmatter.Scalar && n.Text == "" {
		return otherwise
	}
	if n.Kind == frontmatter.Map {
		r.wrongType(n, key, "a list of texts, such as [a, b]")
		return otherwise
	}
	var texts []string
	for _, item := range n.List() {
		switch text := strings.TrimSpace(item.Sentence()); {
		case text == "":
			r.wrongType(item, key, "a text in each place of the list")
		case slices.Contains(texts, text):
			r.warn(item, "duplicate-value", fmt.Sprintf("%q is given twice in `%s`", text, key), "Remove one of them.")
		default:
			texts = append(texts, text)
		}
	}
	return texts
}

// fields returns the fields of a map, and reports what is none.
func (r *reader) fields(n *frontmatter.Node, key string) []frontmatter.Field {
	if n.Empty() {
		return nil
	}
	if n.Kind != frontmatter.Map {
		r.wrongType(n, key, "keys with values, indented below it")
		return nil
	}
	return n.Fields
}

func (r *reader) wrongType(n *frontmatter.Node, key, want string) {
	r.warn(n, "wrong-type", fmt.Sprintf("`%s` cannot be a %s", key, n.Kind), "Write "+want+".")
}

// oneOf returns a word of the list, or what it was before.
func (r *reader) oneOf(n *frontmatter.Node, key string, known []string, otherwise string) string {
	word := r.text(n, key, "")
	if word == "" {
		return otherwise
	}
	for _, k := range known {
		if strings.EqualFold(k, word) {
			return k
		}
	}
	r.warn(n, "unknown-value", fmt.Sprintf("`%s` cannot be %q", key, word), nearest(word, known))
	r.mend(word, diag.Nearest(word, known))
	return otherwise
}
