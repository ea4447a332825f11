package importer

import (
	"strings"
	"testing"
)

const wordBody = `<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r"><w:body>
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Queue is </w:t></w:r><w:r><w:t>deep</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:t>Timeline</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">02:04 </w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t>it &lt;stops&gt;</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>, slowly</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:hyperlink r:id="rId1"><w:r><w:t>the graph</w:t></w:r></w:hyperlink></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>and more</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Time</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>What</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>02:10</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>over</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><w:inline/></w:drawing></w:r></w:p>
</w:body></w:document>`

const wordStyles = `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>`

const wordLinks = `<Relationships><Relationship Id="rId1" Target="https://grafana.example/d/1" TargetMode="External"/></Relationships>`

func TestWord(t *testing.T) {
	src := zipped(t, File{"word/document.xml", []byte(wordBody)}, File{"word/styles.xml", []byte(wordStyles)}, File{"word/_rels/document.xml.rels", []byte(wordLinks)})
	e, err := Document("review.docx", src)
	if err != nil {
		t.Fatal(err)
	}
	want := `## Timeline

**02:04** *it &lt;stops&gt;*, slowly

- [the graph](https://grafana.example/d/1)
- and more

| Time  | What |
|-------|------|
| 02:10 | over |
`
	if e.Title != "Queue is deep" || string(e.Body) != want {
		t.Errorf("title %q, body:\n%s", e.Title, e.Body)
	}
	if len(e.Dropped) != 1 || e.Dropped[0].What != "pictures" {
		t.Errorf("dropped %v", e.Dropped)
	}
}

func TestWordThatIsNone(t *testing.T) {
	deep := `<w:document xmlns:w="w">` + strings.Repeat("<w:x>", 10_000)
	for name, src := range map[string][]byte{
		"another archive": zipped(t, File{"users.json", []byte("[]")}),
		"broken XML":      zipped(t, File{"word/document.xml", []byte("<w:document><w:p></w:document>")}),
		"endless depth":   zipped(t, File{"word/document.xml", []byte(deep)}),
		"no text":         zipped(t, File{"word/document.xml", []byte("<document/>")}),
	} {
		if e, err := Document("x.docx", src); err == nil {
			t.Errorf("%s: read as %q", name, e.Body)
		}
	}
}
