// Package gitrepo reads a Git repository: the files of any revision, and how the
// text of every review came to be. It also writes the demo's past.
//
// # How it reads
//
// go-git is used as a store of objects, and for nothing else: not its Open, which
// refuses repositories that it could read; not its Log, which compares each commit
// with the one it happened to give out before, so that on branches it tells of
// changes that nobody made; not its tree differ, work tree, blame or transport.
// Commits and trees are compared as the bytes that Git stores, and only below the
// folder of the reviews. No hook runs, no setting of the repository starts a
// program, and nothing is fetched. A repository that belongs to somebody else is
// read like any other.
//
// What is read was written by anybody. Objects have limits of size, what is
// malformed is an error that names the object, and none of it can crash a build.
//
// # What it finds
//
// [Repository.History] visits every commit that leads to HEAD once. A file is
// followed backwards as `git log` simplifies history: at a merge by the first
// parent that has it as the merge has. What was thrown away, or done a second
// time on another branch, is no part of the story; what a merge has otherwise
// than all its parents is a revision. A file that is new in a commit is an old
// one renamed if the commit removed one with the same content, else with the same
// `id:`, else with half of its sentences. Copies are not followed: whoever wrote
// the notice that served as a pattern did not write this one.
//
// A revision has substance when words of the narrative changed, or their order.
// Front matter, marks, addresses of links and line breaks are none.
//
// # Who it was
//
// Names and addresses in commits go through .mailmap, in Git's four forms. Who is
// meant is then the person whose profile has the address, or the name on the code
// host that a no-reply address holds, or exactly that name; else the name stays as
// it is. [Teller.SamePerson] proposes what may be joined, as lines for .mailmap.
// Addresses never leave this package but in those.
//
//	author       the commit's, and Co-authored-by
//	approval     trailer       Reviewed-by, Acked-by, Approved-by: of the commit, or of its merge
//	             front-matter  review.approvers, for the text as it is
//	             pull-request  pull-requests.json
//	             merge         merged it: weak evidence, and marked so
//	pull request by the merge that brought the commit, in the words of GitHub,
//	             Gitea, GitLab, Bitbucket, Azure DevOps and bors; by (#41) at the end
//	             of a subject where GitHub itself committed; by pull-requests.json
//
// Programs (names that end in [bot], the settings' bots) stay in history and are
// marked. Nobody approves their own text.
//
// # What it does not know
//
// A clone may leave out commits (shallow), trees or texts (partial), or have lost
// them. Then history begins where it can be seen, [incident.Provenance] says so,
// and [History.Problems] tells what to fetch. Repositories whose objects are
// named by SHA-256, or whose references are a reftable, are refused by name.
package gitrepo
