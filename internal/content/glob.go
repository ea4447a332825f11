package content

import (
	"path"
	"strings"
)

// matches tells whether a file is meant by a glob, whatever the case of its
// letters. A glob without a slash is held against the name alone, one with a
// slash against the path from the source, where ** stands for any folders.
func matches(glob, file string) bool {
	glob, file = strings.ToLower(glob), strings.ToLower(file)
	glob = strings.TrimSuffix(strings.TrimPrefix(glob, "/"), "/")
	if !strings.Contains(glob, "/") {
		return matchName(glob, path.Base(file))
	}
	return matchPath(strings.Split(glob, "/"), strings.Split(file, "/"))
}

func matchPath(glob, file []string) bool {
	switch {
	case len(glob) == 0:
		return len(file) == 0
	case glob[0] == "**":
		return matchPath(glob[1:], file) || len(file) > 0 && matchPath(glob, file[1:])
	case len(file) == 0:
		return false
	}
	return matchName(glob[0], file[0]) && matchPath(glob[1:], file[1:])
}

// matchName holds one name against one part of a glob. A malformed glob matches
// nothing: the settings report it.
func matchName(glob, name string) bool {
	if !strings.ContainsAny(glob, `*?[\`) {
		return glob == name
	}
	ok, err := path.Match(glob, name)
	return ok && err == nil
}
