package markdown

import "github.com/casebook-dev/casebook/internal/incident"

// mentioned returns the keys of mentions, once each, in order.
func mentioned(mentions []incident.Mention) []string {
	if len(mentions) == 0 {
		return nil
	}
	keys := make([]string, len(mentions))
	for i, m := range mentions {
		keys[i] = m.Key
	}
	return distinct(keys)
}
