// Package content reads a book from a repository: Markdown files with front
// matter in, an [incident.Book] and the problems of its authors out.
//
// # What is read
//
// The settings say in which folders ([config.Places]) reviews, people, teams,
// services, tags, factors, the calendar, patterns and pages lie. A review is a
// Markdown file in a folder of any depth, or a bundle: a folder with an index.md
// (or README.md) and no other Markdown outside perspectives/. A README.md beside
// other reviews, names that begin with _ or a dot, and what the settings ignore
// are left out; so is any file that does not end in .md or .markdown.
//
// # In which order
//
// [Load] reads profiles first, for they say which names mean the same; then all
// reviews, some at a time, each by itself; then it puts them side by side: slugs
// and ids, relations, old addresses, terms by their first mention, pictures,
// links. Every result is stored at the place of its path, so that the book does
// not depend on how many files are read at once.
//
// How the text of reviews came to be is none of the files' business: whoever
// knows it tells the book, by [Options.Tell], before dates are taken from it.
//
// # What is wrong
//
// Nothing that an author writes stops the reading. A value that cannot be read
// is reported and unknown; a file whose front matter cannot be read is reported
// as an error and left out; one that is not UTF-8 is read as far as it goes. An
// error in Go's sense is a file system that fails.
package content
