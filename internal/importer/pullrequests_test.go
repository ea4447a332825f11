package importer

import "testing"

func TestPullRequests(t *testing.T) {
	before := `{"pull_requests": [{"number": 3, "merged_by": "old", "note": "kept by hand"}, {"number": 41, "merged_by": "someone"}]}`
	src := `[{"number":41,"mergedBy":{"login":"sam"},"commits":[{"oid":"5d41"}],"reviews":[
	  {"author":{"login":"ruth"},"state":"COMMENTED","submittedAt":"2026-03-21T09:12:00Z"},
	  {"author":{"login":"ruth"},"state":"APPROVED","submittedAt":"2026-03-22T09:12:00Z"},
	  {"author":{"login":"ruth"},"state":"APPROVED","submittedAt":"2026-03-23T09:12:00Z"},
	  {"author":null,"state":"APPROVED"}]},
	 {"number":7,"merged_by":{"login":"ana"},"reviews":[{"user":{"login":"bo"},"state":"APPROVED","submitted_at":"2026-01-02T00:00:00Z"}]},
	 {"number":0}]`
	want := `{"pull_requests": [
  {"number":3,"merged_by":"old","note":"kept by hand"},
  {"number":7,"merged_by":"ana","approved":[{"by":"bo","at":"2026-01-02T00:00:00Z"}]},
  {"number":41,"merged_by":"sam","commits":["5d41"],"approved":[{"by":"ruth","at":"2026-03-23T09:12:00Z"}]}
]}
`
	got, err := PullRequests("x", []byte(src), []byte(before))
	if err != nil || string(got) != want {
		t.Fatalf("error %v, file:\n%s", err, got)
	}
	if again, err := PullRequests("x", []byte(src), got); err != nil || string(again) != want {
		t.Errorf("importing twice changed the file: %v\n%s", err, again)
	}
	for _, bad := range []string{`{"a":1}`, `[1]`, ``} {
		if _, err := PullRequests("x", []byte(bad), nil); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	if _, err := PullRequests("x", []byte("[]"), []byte("{")); err == nil {
		t.Error("a broken pull-requests.json was written over")
	}
}
