package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
)

func (p *program) importTranscript() *cobra.Command {
	i := &importing{program: p}
	var start string
	var wallClock bool
	cmd := &cobra.Command{
		Use:   "transcript FILE",
		Short: "What was said on a call: WebVTT, SRT, SBV, or Zoom's chat.txt",
		Long: `Read what was said on a call: the WebVTT that Zoom and Teams write, SRT, SBV, or
the chat.txt that Zoom saves beside its recording. What kind it is its content
says, not its name.

A transcript counts from the beginning of its recording, so --start says when that
was: 2026-03-14T02:30:00Z, or "2026-03-14 03:30 Europe/Lisbon". A chat.txt may have
the clock of the day instead: say --wall-clock too.`,
		Example: "  casebook import transcript call.vtt --start 2026-03-14T02:30:00Z --into 2026-03-14-consul-dns",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			began, err := flagMoment("start", start)
			if err != nil {
				return err
			}
			src, err := readInput(args[0])
			if err != nil {
				return err
			}
			evidence, err := importer.Transcript(args[0], src, importer.TranscriptOptions{Start: began, WallClock: wallClock})
			if err != nil {
				return err
			}
			return i.review(cmd.Context(), evidence)
		},
	}
	cmd.Flags().StringVar(&start, "start", "", "the `TIME` at which the recording began")
	cmd.Flags().BoolVar(&wallClock, "wall-clock", false, "a chat's times are of the day, in the zone of --start, and not counted from it")
	return i.addReview(cmd)
}

// maxInput bounds the file that one import reads whole.
const maxInput = 256 << 20

// readInput reads a file that somebody named.
func readInput(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", name, err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxInput+1))
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	if len(src) > maxInput {
		return nil, fmt.Errorf("read %q: it is larger than %d MiB", name, maxInput>>20)
	}
	return src, nil
}
