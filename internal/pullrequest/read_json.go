package pullrequest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"unicode/utf8"
)

// Limits of a report that somebody else wrote.
const (
	mostReport = 16 << 20 // bytes
	mostText   = 64 << 10 // bytes of one text
	mostItems  = 100_000  // of all lists together
)

// ReadJSON reads a report that anybody may have written: one that a workflow
// without rights made, of a branch that a stranger proposed. It is taken only if
// it is exactly what WriteJSON writes: its keys and no others, the words that
// marks can be, text on one line without control characters, within limits.
func ReadJSON(r io.Reader) (JSON, error) {
	src, err := io.ReadAll(io.LimitReader(r, mostReport+1))
	if err != nil {
		return JSON{}, fmt.Errorf("read the report: %w", err)
	}
	if len(src) > mostReport {
		return JSON{}, fmt.Errorf("read the report: it is larger than %d MB", mostReport>>20)
	}
	j, err := decode(src)
	if err != nil {
		return JSON{}, fmt.Errorf("read the report: it is not what casebook diff writes: %w", err)
	}
	return j, nil
}

func decode(src []byte) (JSON, error) {
	var j JSON
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&j); err != nil {
		return JSON{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return JSON{}, errors.New("something follows it")
	}
	if j.Schema != Schema {
		return JSON{}, fmt.Errorf("schema %d, where %d is known", j.Schema, Schema)
	}
	items := 0
	if err := acceptable(reflect.ValueOf(j), &items); err != nil {
		return JSON{}, err
	}
	return j, j.marks()
}

// acceptable tells whether all texts and numbers within v may be shown.
func acceptable(v reflect.Value, items *int) error {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); len(s) > mostText || !utf8.ValidString(s) || printable(s) != s {
			return errors.New("a text has control characters, or is too long")
		}
	case reflect.Int:
		if n := v.Int(); n < 0 || n > 1<<31 {
			return fmt.Errorf("the number %d", n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if err := acceptable(v.Field(i), items); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		if *items += v.Len(); *items > mostItems {
			return fmt.Errorf("more than %d items", mostItems)
		}
		for i := range v.Len() {
			if err := acceptable(v.Index(i), items); err != nil {
				return err
			}
		}
	}
	return nil
}

// marks tells whether the words that stand for something are ones that do.
func (j JSON) marks() error {
	known := func(word string, words ...string) error {
		if !slices.Contains(words, word) {
			return fmt.Errorf("the word %.40q", word)
		}
		return nil
	}
	var errs []error
	for _, r := range j.Reviews {
		errs = append(errs, known(r.Mark, "changed", "added", "removed"))
		for _, p := range r.Problems {
			errs = append(errs, known(p.Severity, "error", "warning", "note"))
		}
		for _, v := range r.Voices {
			errs = append(errs, known(v.Mark, "changed", "added", "removed"))
		}
	}
	for _, p := range j.Problems {
		errs = append(errs, known(p.Severity, "error", "warning", "note"))
	}
	for _, f := range j.Files {
		errs = append(errs, known(f.Mark, "changed", "added", "removed"))
	}
	return errors.Join(errs...)
}
