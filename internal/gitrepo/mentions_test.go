package gitrepo

import "testing"

func TestNamesStandByThemselves(t *testing.T) {
	for text, want := range map[string]bool{
		"INC-1": true, "see INC-1.": true, "(INC-1)": true, "INC-11 and INC-1": true, "«INC-1»": true, "#INC-1:": true,
		"": false, "INC-11": false, "INC-1x": false, "xINC-1": false, "_INC-1": false, "INC-1-2": false, "inc-1": false, "ÄINC-1": false,
	} {
		if got := standsIn(text, "INC-1"); got != want {
			t.Errorf("%q: found %v", text, got)
		}
	}
}
