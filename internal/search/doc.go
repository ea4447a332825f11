// Package search finds reviews by what they say.
//
// This comment is replaced by the manual.
package search
