package incident

import (
	"strings"
	"testing"
)

// TestFieldsAreComplete holds that every key has a form and one line of
// description, stands once among its siblings, and has keys inside exactly when
// its form says so.
func TestFieldsAreComplete(t *testing.T) {
	checkFields(t, "", Fields())
	for _, p := range Profiles() {
		if p.Doc == "" {
			t.Errorf("%s: no description", p.Name)
		}
		checkFields(t, p.Name+": ", p.Fields)
	}
}

func checkFields(t *testing.T, path string, fields []Field) {
	seen := map[string]bool{}
	for _, f := range fields {
		name := path + f.Key
		nested := f.Form == FormMap || f.Form == FormMaps
		switch {
		case seen[f.Key]:
			t.Errorf("%s stands twice", name)
		case f.Doc == "" || strings.Contains(f.Doc, "\n") || strings.HasSuffix(f.Doc, "."):
			t.Errorf("%s: description %q", name, f.Doc)
		case f.Form == "" || nested != (len(f.Fields) > 0):
			t.Errorf("%s: form %q with %d keys inside", name, f.Form, len(f.Fields))
		case f.Form == FormWord && len(f.Values) == 0:
			t.Errorf("%s: a word of none", name)
		}
		seen[f.Key] = true
		checkFields(t, name+".", f.Fields)
	}
}

func TestFieldAt(t *testing.T) {
	for path, want := range map[string]bool{
		"started": true, "review.survey.learned": true, "actions.items.due": true,
		"": false, "review.": false, "review.started": false, "started.x": false,
	} {
		if f, ok := FieldAt(Fields(), path); ok != want || ok && !strings.HasSuffix(path, f.Key) {
			t.Errorf("%q: got %v, %v", path, f.Key, ok)
		}
	}
}

// TestFieldsAreOnesOwn holds that nobody's change reaches another's list.
func TestFieldsAreOnesOwn(t *testing.T) {
	status, _ := FieldAt(Fields(), "status")
	status.Values[0] = "changed"
	if again, _ := FieldAt(Fields(), "status"); again.Values[0] != string(Draft) || Statuses[0] != Draft {
		t.Error("the list of statuses is shared")
	}
}
