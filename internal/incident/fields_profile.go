package incident

// A Profile is a sort of file beside the reviews, and what its front matter may
// say.
type Profile struct {
	Name   string // of the folder that holds such files
	Doc    string
	Fields []Field
}

// Profiles lists the sorts of file beside the reviews, in the order of the
// format's description. The body of each is free text.
func Profiles() []Profile {
	name := Field{Key: "name", Form: FormText, Doc: "default: the file's name"}
	aliases := Field{Key: "aliases", Form: FormTexts, Doc: "other names by which reviews may call it"}
	about := Field{Key: "about", Form: FormSentences, Doc: "one line on what it means"}
	return []Profile{
		{"people", "people/ariel.md: somebody who was there, wrote, asked or approved", personFields(name)},
		{"teams", "teams/platform.md", []Field{name, aliases, {Key: "channel", Form: FormText, Doc: "where to find them"}}},
		{"services", "services/consul.md", serviceFields(name, aliases)},
		{"tags", "tags/certificate.md", []Field{name, aliases, about}},
		{"factors", "factors/alert-noise.md", []Field{name, aliases, about}},
		{"calendar", "calendar/2026-promotions.md: what the organisation was going through", eventFields()},
		{"patterns", "patterns/reliance.md: the story that goes with a figure on a pattern page", []Field{titleField()}},
		{"pages", "pages/about.md: anything else", []Field{titleField()}},
		{"perspectives", "perspectives/kieran.md in a review's folder: one voice, one file", []Field{
			{Key: "confirmed", Form: FormDate, Doc: "the day they said that the whole story holds for them"},
		}},
	}
}

func titleField() Field {
	return Field{Key: "title", Form: FormText, Doc: "default: the first heading, else the file's name"}
}

func personFields(name Field) []Field {
	return []Field{
		name,
		{Key: "team", Form: FormKey, Doc: "the team they are in"},
		{Key: "teams", Form: FormMaps, Doc: "the teams they were in, instead", Fields: []Field{
			{Key: "team", Form: FormKey, Doc: "the team"},
			{Key: "since", Form: FormDate, Doc: "from which day on; absent: always"},
		}},
		{Key: "joined", Form: FormDate, Doc: "when they came to the organisation"},
		{Key: "left", Form: FormDate, Doc: "when they left it"},
		{Key: "timezone", Form: FormZone, Doc: "where they usually are"},
		{Key: "handles", Form: FormHandles, Values: []string{"slack", "pagerduty", "github", "gitlab", "email"}, Doc: "their names in other systems"},
		{Key: "visibility", Form: FormWord, Values: words([]Visibility{Listed, Pseudonym, Hidden}), Doc: "how they appear; default: listed"},
		{Key: "facilitates", Form: FormYesNo, Doc: "whether they lead reviews"},
		{Key: "asks", Form: FormSentences, Doc: "what people can ask them about"},
	}
}

func serviceFields(name, aliases Field) []Field {
	return []Field{
		name,
		aliases,
		{Key: "owners", Form: FormMaps, Doc: "the teams that looked after it", Fields: []Field{
			{Key: "team", Form: FormKey, Doc: "the team"},
			{Key: "since", Form: FormDate, Doc: "from which day on; absent: always"},
		}},
		{Key: "rotations", Form: FormKeys, Doc: "the on-call rotations for it; default: its own key"},
		{Key: "technologies", Form: FormKeys, Doc: "what it is made of"},
		{Key: "url", Form: FormURL, Doc: "where to read about it"},
	}
}

func eventFields() []Field {
	return []Field{
		titleField(),
		{Key: "start", Form: FormDate, Doc: "the first day"},
		{Key: "end", Form: FormDate, Doc: "the last day; default: the first"},
		{Key: "kind", Form: FormWord, Values: EventKinds, Doc: "what sort of time it was"},
	}
}
