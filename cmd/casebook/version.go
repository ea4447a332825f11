package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// A build's facts, as --json prints them.
type versionInfo struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Date     string `json:"date,omitempty"`
	Changed  bool   `json:"changed,omitempty"` // built with changes that are in no commit
	Go       string `json:"go"`
}

func (p *program) versionCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Say which casebook this is",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			info := readVersion()
			if asJSON {
				return json.NewEncoder(p.out).Encode(info)
			}
			_, err := fmt.Fprintln(p.out, info)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func readVersion() versionInfo {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return versionInfo{Version: "(unknown)"}
	}
	info := versionInfo{Version: build.Main.Version, Go: build.GoVersion}
	if info.Version == "" {
		info.Version = "(devel)"
	}
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			info.Revision = s.Value
		case "vcs.time":
			info.Date = s.Value
		case "vcs.modified":
			info.Changed = s.Value == "true"
		}
	}
	return info
}

// String is one line: casebook v1.2.0 (0123456789ab, 2026-03-14T02:04:00Z), go1.26.8.
func (v versionInfo) String() string {
	text := "casebook " + v.Version
	if v.Revision != "" {
		text += fmt.Sprintf(" (%.12s, %s)", v.Revision, v.Date)
	}
	if v.Changed {
		text += " with changes"
	}
	return text + ", " + v.Go
}

// version is the program's version alone.
func version() string { return readVersion().Version }
