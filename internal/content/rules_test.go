package content

import "testing"

func TestRulesAreListedOnce(t *testing.T) {
	rules := Rules()
	for i := 1; i < len(rules); i++ {
		if rules[i-1].Name == rules[i].Name {
			t.Errorf("%s is listed twice", rules[i].Name)
		}
	}
	for _, r := range rules {
		if r.About == "" {
			t.Errorf("%s says nothing about itself", r.Name)
		}
	}
}
