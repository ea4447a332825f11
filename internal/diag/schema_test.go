package diag

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A schema is as much of JSON Schema as testdata/sarif.schema.json uses.
type schema struct {
	Description string            `json:"description"`
	Ref         string            `json:"$ref"`
	Definitions map[string]schema `json:"definitions"`
	Type        string            `json:"type"`
	Enum        []string          `json:"enum"`
	Format      string            `json:"format"`
	MinLength   int               `json:"minLength"`
	Minimum     *float64          `json:"minimum"`
	Required    []string          `json:"required"`
	Properties  map[string]schema `json:"properties"`
	Additional  json.RawMessage   `json:"additionalProperties"`
	Items       *schema           `json:"items"`
	MinItems    int               `json:"minItems"`
	UniqueItems bool              `json:"uniqueItems"`
}

func readSchema(t *testing.T, name string) schema {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	var s schema
	if err := dec.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// faults are where a document is not of the schema; root holds the definitions.
func (s schema) faults(root schema, at string, v any) []string {
	if s.Ref != "" {
		d, known := root.Definitions[strings.TrimPrefix(s.Ref, "#/definitions/")]
		if !known {
			return []string{at + ": no definition " + s.Ref}
		}
		return d.faults(root, at, v)
	}
	var list []string
	fault := func(format string, args ...any) { list = append(list, at+": "+fmt.Sprintf(format, args...)) }
	if text, ok := v.(string); len(s.Enum) > 0 && (!ok || !slices.Contains(s.Enum, text)) {
		fault("%v is none of %v", v, s.Enum)
	}
	switch v := v.(type) {
	case string:
		if s.Type != "" && s.Type != "string" || len(v) < s.MinLength {
			fault("%q is no %s of %d", v, s.Type, s.MinLength)
		}
		if u, err := url.Parse(v); strings.HasPrefix(s.Format, "uri") && (err != nil || s.Format == "uri" && !u.IsAbs() || strings.ContainsFunc(v, outsideURI)) {
			fault("%q is no %s", v, s.Format)
		}
	case float64:
		if s.Type != "integer" || v != float64(int(v)) || s.Minimum != nil && v < *s.Minimum {
			fault("%v is no %s from %v", v, s.Type, s.Minimum)
		}
	case []any:
		if s.Type != "array" || len(v) < s.MinItems {
			fault("%d items are no %s of %d", len(v), s.Type, s.MinItems)
			return list
		}
		for i, item := range v {
			if s.UniqueItems && slices.ContainsFunc(v[:i], func(o any) bool { return reflect.DeepEqual(o, item) }) {
				fault("item %d is there twice", i)
			}
			list = append(list, s.Items.faults(root, fmt.Sprintf("%s[%d]", at, i), item)...)
		}
	case map[string]any:
		if s.Type != "object" {
			fault("an object is no %s", s.Type)
		}
		list = append(list, s.fieldFaults(root, at, v)...)
	default:
		fault("%v", v)
	}
	return list
}

func (s schema) fieldFaults(root schema, at string, v map[string]any) []string {
	var list []string
	for _, key := range s.Required {
		if _, there := v[key]; !there {
			list = append(list, at+": no "+key)
		}
	}
	for key, value := range v {
		p, known := s.Properties[key]
		if !known {
			if err := json.Unmarshal(s.Additional, &p); err != nil { // false
				list = append(list, at+": no "+key+" belongs there")
				continue
			}
		}
		list = append(list, p.faults(root, at+"."+key, value)...)
	}
	return list
}

// outsideURI tells whether RFC 3986 lets a character stand in no address.
func outsideURI(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"<>\^{|}`+"`", r)
}
