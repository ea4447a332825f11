package cover

import (
	"bytes"
	"image/png"
	"os"
	"strings"
	"testing"
)

func painter(t testing.TB) *Painter {
	t.Helper()
	p, err := NewPainter(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inked counts, of a picture, the pixels that are not ground in each tenth of its
// height.
func inked(t *testing.T, data []byte) [10]int {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != Width || b.Dy() != Height {
		t.Fatalf("%v", b)
	}
	ground := img.At(0, 0)
	var rows [10]int
	for y := range Height {
		for x := range Width {
			if img.At(x, y) != ground {
				rows[y*10/Height]++
			}
			if (x < 45 || x >= Width-45) && img.At(x, y) != ground {
				t.Fatalf("ink at %d, %d, in the margin", x, y)
			}
		}
	}
	return rows
}

func TestCovers(t *testing.T) {
	p := painter(t)
	for name, c := range map[string]Cover{
		"short":    {Over: "The Book", Title: "Disk", Under: "Near miss, 3 May 2026"},
		"usual":    {Over: "The Ripieno Casebook", Title: "At 3:40 in the morning both of his pagers were telling the truth", Under: "Incident, 7 April 2026"},
		"long":     {Over: strings.Repeat("A very long name of a book ", 6), Title: strings.Repeat("and then the queue filled again ", 12), Under: "Incident"},
		"unbroken": {Over: "B", Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", Under: "U"},
		"greek":    {Over: "Книга", Title: "Η βάση δεδομένων σταμάτησε; Łódź, Đặng, São", Under: "Происшествие"},
		"dots":     {Title: "The Ripieno Casebook", Dots: [][]float64{{0, 0.5, 1}, {0.25}}},
	} {
		data, err := p.Draw(c)
		if err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("CASEBOOK_SCREENSHOTS"); dir != "" {
			os.WriteFile(dir+"/cover-"+name+".png", data, 0o644)
		}
		if !p.CanWrite(c.Title) {
			t.Errorf("%s: %q cannot be written", name, c.Title)
		}
		rows := inked(t, data)
		if rows[3] == 0 || rows[9] != 0 || len(data) > 40<<10 {
			t.Errorf("%s: ink by tenths %v, %d bytes", name, rows, len(data))
		}
		again, err := p.Draw(c)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: drawn twice, and differently (%v)", name, err)
		}
	}
}

func TestWhatTheFaceHasNot(t *testing.T) {
	p := painter(t)
	for _, text := range []string{"名前解決が止まった", "انقطاع", "שלום", "disk 🔥", "e\u0301tat"} {
		if p.CanWrite(text) {
			t.Errorf("%q would be drawn wrongly", text)
		}
		blank, err := p.Draw(Cover{Title: text})
		if err != nil {
			t.Fatal(err)
		}
		if rows := inked(t, blank); rows[4]+rows[5] != 0 {
			t.Errorf("%q is drawn all the same", text)
		}
	}
}

func TestAccent(t *testing.T) {
	for _, s := range []string{"", "#0d5c63", "green", "#12345"} {
		if c := parseAccent(s); c.R != 0x0d || c.B != 0x63 {
			t.Errorf("%q is read as %v", s, c)
		}
	}
	if c := parseAccent("#8a2"); c.R != 0x88 || c.G != 0xaa || c.B != 0x22 {
		t.Errorf("#8a2 is read as %v", c)
	}
}

func BenchmarkDraw(b *testing.B) {
	p := painter(b)
	c := Cover{Over: "The Ripieno Casebook", Title: "At 3:40 in the morning both of his pagers were telling the truth", Under: "Incident, 7 April 2026"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Draw(c); err != nil {
			b.Fatal(err)
		}
	}
}
