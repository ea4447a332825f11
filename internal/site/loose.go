package site

import "github.com/casebook-dev/casebook/internal/config"

// Loose returns the built-in styles and script as text, with the theme's accent,
// for a page that carries them inside itself. A book's own assets are not among
// them: such a page may show what a stranger proposes.
func Loose(theme config.Theme) (style, script []byte, err error) {
	if style, err = build("main.css", nil, themeStyle(theme)); err != nil {
		return nil, nil, err
	}
	script, err = build("main.ts", nil, "")
	return style, script, err
}
