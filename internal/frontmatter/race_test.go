//go:build race

package frontmatter

// patience is how many times longer work may take with the race detector on.
const patience = 20
