package compare

import (
	"strings"
	"testing"
)

// What somebody may have made to be slow is compared all the same, roughly.
func TestLarge(t *testing.T) {
	for name, c := range map[string][2]string{
		"one paragraph": {strings.Repeat("a b ", 20_000), strings.Repeat("b c ", 20_000)},
		"many blocks":   {strings.Repeat("a b\n\n", 4000), strings.Repeat("b c\n\n", 4000)},
		"all different": {distinct("a", 1500), distinct("b", 1500)},
		"deep":          {strings.Repeat("> ", 300) + "a", strings.Repeat("> ", 301) + "b"},
		"deep lists":    {nested(60) + "a", nested(61) + "b"},
		"dashes":        {strings.Repeat("-*", 50_000), strings.Repeat("*-", 50_000)},
		"one line":      {"```\n" + strings.Repeat("x", 500_000) + "\n```\n", "```\n" + strings.Repeat("y", 500_000) + "\n```\n"},
	} {
		t.Run(name, func(t *testing.T) { hold(t, version(c[0]), version(c[1])) })
	}
}

func distinct(word string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(word + strings.Repeat("x", i%50) + " " + word + strings.Repeat("y", i/50) + "\n\n")
	}
	return b.String()
}

func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String() + strings.Repeat("  ", n) + "- "
}
