package gitrepo

// Under returns the folder of the source directory in the repository,
// slash-separated; empty where it is the top.
func (r *Repository) Under() string { return r.prefix }
