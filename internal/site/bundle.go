package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/casebook-dev/casebook/assets"
	"github.com/casebook-dev/casebook/internal/config"
)

// A bundle is the site's styles and scripts, each in one file named by its
// content, so that a browser may keep it for ever.
type bundle struct {
	style, script, search, icon, logo string // addresses
	files                             []bundled
}

type bundled struct {
	name string
	data []byte
}

// newBundle bundles and minifies main.css, main.ts, and search.ts, which pages
// load once somebody searches. Files of over, which may
// be nil, take the place of built-in ones of the same name, and what else lies
// there is copied.
func newBundle(over fs.FS, theme config.Theme) (bundle, error) {
	var b bundle
	style, err := build("main.css", over, themeStyle(theme))
	if err != nil {
		return bundle{}, err
	}
	script, err := build("main.ts", over, "")
	if err != nil {
		return bundle{}, err
	}
	search, err := build("search.ts", over, "")
	if err != nil {
		return bundle{}, err
	}
	icon, err := readOver(over, assets.Files, "icon.svg")
	if err != nil {
		return bundle{}, fmt.Errorf("read asset %q: %w", "icon.svg", err)
	}
	b.style = b.add("assets/style", ".css", style)
	b.script = b.add("assets/script", ".js", script)
	b.search = b.add("assets/search", ".js", search)
	b.icon = b.add("assets/icon", ".svg", icon)
	if err := b.copyOver(over); err != nil {
		return bundle{}, err
	}
	if theme.Logo != "" {
		b.logo = "assets/" + strings.TrimPrefix(path.Clean("/" + theme.Logo)[1:], "assets/")
		if !b.has(b.logo) {
			return bundle{}, fmt.Errorf("find logo %q: not in the assets folder", theme.Logo)
		}
	}
	return b, nil
}

func (b *bundle) add(stem, ext string, data []byte) string {
	sum := sha256.Sum256(data)
	name := stem + "-" + hex.EncodeToString(sum[:5]) + ext
	b.files = append(b.files, bundled{name, data})
	return name
}

func (b *bundle) has(name string) bool {
	for _, f := range b.files {
		if f.name == name {
			return true
		}
	}
	return false
}

// copyOver takes along what a book's own styles and scripts may refer to.
func (b *bundle) copyOver(over fs.FS) error {
	if over == nil {
		return nil
	}
	err := fs.WalkDir(over, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isCopied(name) {
			return err
		}
		data, err := fs.ReadFile(over, name)
		if err != nil {
			return err
		}
		b.files = append(b.files, bundled{"assets/" + name, data})
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("copy assets: %w", err)
	}
	return nil
}

// isCopied tells whether the file is one that styles and pages refer to: a
// picture, a font, a plain text. Styles and scripts are bundled, and what else
// may lie in the folder stays there.
func isCopied(name string) bool {
	switch path.Ext(name) {
	case ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff2", ".woff", ".txt", ".webmanifest":
		return name != "icon.svg"
	}
	return false
}

// themeStyle is the book's own accent, which the styles derive the rest from.
func themeStyle(theme config.Theme) string {
	if theme.Accent == "" {
		return ""
	}
	return ":root{--accent-own:" + theme.Accent + "}"
}

// build bundles one entry from the assets, reading through the overlay only: no
// path of the machine can reach the result.
func build(entry string, over fs.FS, extra string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Charset:           api.CharsetUTF8,
		Target:            api.ES2022,
		TsconfigRaw:       `{"compilerOptions": {"useDefineForClassFields": false}}`, // or fields are named twice
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: "111"}, {Name: api.EngineFirefox, Version: "113"}, {Name: api.EngineSafari, Version: "16.4"}},
		Format:            api.FormatIIFE,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
		Write:             false,
		Outdir:            "/",
		Plugins:           []api.Plugin{overlay(entry, over, extra)},
	})
	if len(result.Errors) > 0 {
		e := result.Errors[0]
		if e.Location != nil {
			return nil, fmt.Errorf("bundle asset %q: %s:%d:%d: %s", entry, e.Location.File, e.Location.Line, e.Location.Column, e.Text)
		}
		return nil, fmt.Errorf("bundle asset %q: %s", entry, e.Text)
	}
	return result.OutputFiles[0].Contents, nil
}

// overlay makes esbuild read from the book's assets and the built-in ones.
func overlay(entry string, over fs.FS, extra string) api.Plugin {
	return api.Plugin{Name: "overlay", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveCSSURLToken {
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			return api.OnResolveResult{Path: path.Join(path.Dir(args.Importer), args.Path), Namespace: "assets"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "assets"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := readOver(over, assets.Files, args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text := string(data)
			if args.Path == entry {
				text += extra
			}
			return api.OnLoadResult{Contents: &text, Loader: loader(args.Path)}, nil
		})
	}}
}

func loader(name string) api.Loader {
	switch path.Ext(name) {
	case ".css":
		return api.LoaderCSS
	case ".ts":
		return api.LoaderTS
	}
	return api.LoaderJS
}
