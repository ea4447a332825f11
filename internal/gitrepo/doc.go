// Package gitrepo reads a Git repository: the files of any revision, and how the
// text of every review came to be. It also writes the demo's past.
package gitrepo
