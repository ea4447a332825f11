package scaffold

// DemoFiles returns what lies in the demo's repository beside content/.
func DemoFiles() []File {
	return []File{
		{Path: ".gitignore", Data: []byte("/public/\n")},
		{Path: "README.md", Data: []byte(demoReadme)},
	}
}

const demoReadme = `# The Ripieno casebook

Incident reviews of a co-operative that lends sheet music, and that does not
exist. Each was written as a pull request: see ` + "`git log --graph`" + `.

    casebook serve    # read them as a site
`
