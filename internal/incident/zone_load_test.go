package incident

import "testing"

func TestLoadZone(t *testing.T) {
	if a, b := LoadZone("Europe/Lisbon"), LoadZone("Europe/Lisbon"); a == nil || a != b {
		t.Errorf("loaded %v, then %v", a, b)
	}
	for _, name := range []string{"", "Local", "Europe/Nowhere", "../etc/passwd"} {
		if zone := LoadZone(name); zone != nil {
			t.Errorf("%q is %v, want no zone", name, zone)
		}
	}
	if zone := (Participant{}).Zone(); zone != nil {
		t.Errorf("somebody without a zone is in %v", zone)
	}
}
