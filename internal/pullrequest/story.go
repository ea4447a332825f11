package pullrequest

import (
	"encoding/base64"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A storyteller compares the narratives of a report, one after the other, so that
// their changes are numbered through.
type storyteller struct {
	sides   [2]Side // without the branch, with it
	names   names
	address func(string) string
	sources [2]map[string]string // addresses of the files, by side
	images  *album
	picture func(side int, path string) string // nil: they travel in the report
	differ  func(path string) bool
	changes int // so far
	stories int
}

// tell compares two narratives; either may be the zero Narrative.
func (s *storyteller) tell(old, new incident.Narrative, began [2]incident.Moment) compare.Difference {
	s.stories++
	prefix := "s" + strconv.Itoa(s.stories) + "-"
	version := func(side int, n incident.Narrative) compare.Version {
		return compare.Version{Narrative: n, View: s.view(side, n.File, prefix, began[side])}
	}
	d := compare.Narratives(version(0, old), version(1, new), compare.Options{Before: s.changes})
	s.changes += d.Changes
	return d
}

// whole shows a narrative that is new, without marks: all of it is.
func (s *storyteller) whole(n incident.Narrative, began incident.Moment) compare.Difference {
	s.stories++
	v := compare.Version{Narrative: n, View: s.view(1, n.File, "s"+strconv.Itoa(s.stories)+"-", began)}
	return compare.Narratives(v, v, compare.Options{})
}

func (s *storyteller) view(side int, file, prefix string, began incident.Moment) markdown.View {
	c := s.sides[side].Config
	return markdown.View{
		Options:   markdown.Options{Sections: c.Sections, Zone: c.Zone, Started: began},
		Prefix:    prefix,
		Top:       4,
		DropTitle: true,
		Link:      func(dest string) (string, bool) { return s.link(side, file, dest) },
		Person:    s.person,
		Image:     func(dest string) (markdown.Image, bool) { return s.image(side, file, dest) },
	}
}

// person names whoever either side knows.
func (s *storyteller) person(key string) (href, name string, ok bool) {
	name, ok = s.names[people][key]
	if !ok {
		return "", "", false
	}
	return s.to(incident.PersonAddress(key)), name, true
}

// to is the way to an address of the site; empty where that is not known.
func (s *storyteller) to(address string) string {
	if s.address == nil {
		return ""
	}
	return s.address(address)
}

// link leads to pages of the site where the site's address is known. Else a link
// to a file stays as it is written: it says where it leads.
func (s *storyteller) link(side int, file, dest string) (string, bool) {
	if u, err := url.Parse(dest); err == nil && (u.Scheme != "" || u.Host != "") {
		return dest, u.Scheme != ""
	}
	target, fragment, ok := incident.Local(file, dest)
	if !ok {
		return "", false
	}
	address, ok := s.sources[side][target]
	if href := s.to(address); ok && href != "" {
		if fragment != "" && !strings.Contains(href, "#") {
			href += "#" + url.PathEscape(fragment)
		}
		return href, true
	}
	return dest, true
}

// An album holds the pictures of a report within bounds: they travel inside it.
type album struct {
	read map[string]string // data by side and path
	room int               // bytes that are left
}

// mostPicture and mostAlbum bound what a report carries.
const (
	mostPicture = 512 << 10
	mostAlbum   = 6 << 20
)

// image shows a picture from inside the report. One that is too large is its text
// alone.
func (s *storyteller) image(side int, file, dest string) (markdown.Image, bool) {
	target, _, ok := incident.Local(file, dest)
	if !ok {
		return markdown.Image{}, false
	}
	i, ok := slices.BinarySearchFunc(s.sides[side].Book.Pictures, target, func(p incident.Picture, name string) int {
		return strings.Compare(p.Path, name)
	})
	if !ok {
		return markdown.Image{}, false
	}
	picture := s.sides[side].Book.Pictures[i]
	src := s.src(side, target)
	return markdown.Image{Src: src, Width: picture.Width, Height: picture.Height}, src != ""
}

// src is the address of a picture: the same on both sides where it shows the same.
func (s *storyteller) src(side int, target string) string {
	if side == 0 && !s.differ(target) {
		side = 1
	}
	if s.picture != nil {
		return s.picture(side, target)
	}
	return s.images.data(s.sides[side].Files, strconv.Itoa(side)+" "+target, target)
}

// data returns a picture as an address that holds it, or "".
func (a *album) data(files fs.FS, key, name string) string {
	if src, ok := a.read[key]; ok {
		return src
	}
	src := ""
	if raw, err := fs.ReadFile(files, name); err == nil && len(raw) <= min(mostPicture, a.room) {
		a.room -= len(raw)
		kind := strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")
		if kind == "jpg" {
			kind = "jpeg"
		}
		src = "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(raw)
	}
	a.read[key] = src
	return src
}
