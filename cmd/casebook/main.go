// Casebook turns a repository of incident reviews, written in Markdown, into a
// site that people read and learn from.
//
//	casebook init          begin a casebook
//	casebook new TITLE     begin a review
//	casebook import        make a review of what an incident left behind
//	casebook serve         preview it while you write
//	casebook search QUERY  find reviews by what they say
//	casebook check         find what should be mended
//	casebook build         make the site
//	casebook diff          tell what a branch changes
//	casebook demo DIR      write the demo casebook, with its past
//	casebook help format   what the files may hold
//
// # Endings
//
// The program ends with 0 when all is fine, 1 when it failed, 2 when it was
// called wrongly, and 3 when it found problems that somebody should mend. A
// command that fails leaves no half output behind.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // zones must be known on machines without a database of them

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// The ways to end.
const (
	exitFine     = 0
	exitFailure  = 1
	exitUsage    = 2
	exitProblems = 3
)

// errProblems ends a command whose findings have been written already.
var errProblems = errors.New("problems found")

// A usageError is a mistake in how the program was called.
type usageError struct{ error }

// A program is what the commands share: where they write, and what time it is.
type program struct {
	out, err io.Writer
	now      func() time.Time
	terminal bool // err is one, and a person watches
	colour   bool // out is one that shows colours
	quiet    bool
	called   bool // rightly: a command has begun
}

// softMemory is what a very large book should stay below, in bytes: the collector
// works harder before it than it would. A hundred thousand reviews took 12 GiB
// without.
const softMemory = 6 << 30

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once
	p := &program{
		out: os.Stdout, err: os.Stderr,
		now:      time.Now,
		terminal: term.IsTerminal(int(os.Stderr.Fd())),
		colour:   term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}
	os.Exit(p.run(ctx, os.Args[1:]))
}

// run carries out one command and returns how the program should end.
func (p *program) run(ctx context.Context, args []string) int {
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetOut(p.out)
	root.SetErr(p.err)
	cmd, err := root.ExecuteContextC(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case ctx.Err() != nil:
		fmt.Fprintln(p.err, "casebook: interrupted; nothing was changed")
		return exitFailure
	case !p.called || errors.As(err, &usage):
		fmt.Fprintf(p.err, "casebook: %v\nSee `%s --help`.\n", strings.TrimSpace(err.Error()), cmd.CommandPath())
		return exitUsage
	default:
		fmt.Fprintf(p.err, "casebook: %v\n", err)
		return exitFailure
	}
}

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "casebook",
		Short:         "Turn a repository of incident reviews into a site to learn from",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(*cobra.Command, []string) {
			p.called = true
		},
	}
	root.PersistentFlags().BoolVar(&p.quiet, "quiet", false, "say only what went wrong")
	root.AddCommand(
		p.buildCommand(), p.serveCommand(), p.checkCommand(), p.newCommand(), p.initCommand(),
		p.importCommand(), p.demoCommand(), p.diffCommand(), p.reviewersCommand(), p.exportCommand(),
		p.insightsCommand(), p.interviewCommand(), p.formatTopic(), p.versionCommand(), p.ruleTopic(),
		p.commentCommand(), p.reportTopic(), p.citationsCommand(), p.searchCommand(),
	)
	root.SetHelpCommand(helpCommand(root))
	return root
}

// count says how many there are: 1 review, 2 reviews.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// since says how long it has been.
func (p *program) since(began time.Time) string {
	return fmt.Sprintf("%.1f s", p.now().Sub(began).Seconds())
}
