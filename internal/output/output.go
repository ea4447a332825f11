// Package output takes the files of a generated site and puts them where they
// belong: [Dir] on disk, [Memory] in memory.
//
// # On disk
//
// A [Dir] is all or nothing. [Open] claims a directory, [Dir.Write] compares
// each file with the one that is there and stages only what differs, and
// [Dir.Commit] swaps the whole new site in by renaming one directory.
// Until then the old site stands untouched; [Dir.Discard] leaves it so and
// removes the staging. Files with the same content keep their modification
// times, so that tools which copy a site elsewhere send only what changed;
// files that are no longer made are gone after the swap; and when nothing
// changed, nothing is touched.
//
// Staging lies beside the target, in a hidden directory .NAME.casebook, because
// only there is a rename sure to be possible. It also holds the lock that keeps
// a second build out, and whatever a killed build left is put right by the next
// one.
//
// Open is careful about what it replaces: only a directory that is missing,
// empty, or carries the file [Marker], and none that contains the content
// which the site is made from. If the target is a symbolic link to a directory,
// the link stays and the directory it leads to is replaced; links within an old
// site are never followed.
//
// # Names
//
// Names are relative and slash-separated. A name that some system cannot hold
// is an error, and so are two names that differ only in case or in Unicode
// composition, because they are one file on many disks.
package output

// Marker is the file at the top of each directory that casebook made and may
// replace. It is no part of the site.
const Marker = ".casebook"

const markerText = "casebook made this directory and replaces it as a whole: keep nothing of your own in it.\n"

// Stats counts what a commit did to a directory.
type Stats struct {
	Written   int `json:"written"`   // new files, and files whose content changed
	Unchanged int `json:"unchanged"` // files that kept their times
	Removed   int `json:"removed"`   // files that are no longer made
}
