package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// OffCall tells whether a responder was pulled in off call: it is known what
// they carried, and none of the service's rotations was in it. A service that
// names no rotation has one called as its key.
func OffCall(p incident.Participant, s *incident.Service) incident.Tri {
	if !p.OnCallKnown || s == nil {
		return incident.Unknown
	}
	if slices.ContainsFunc(p.OnCall, func(rotation string) bool { return slices.Contains(rotations(s), rotation) }) {
		return incident.No
	}
	return incident.Yes
}

func rotations(s *incident.Service) []string {
	if len(s.Rotations) == 0 {
		return []string{s.Key}
	}
	return s.Rotations
}
