package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

// insightsFlags say which figures are asked for, and how they are printed.
type insightsFlags struct {
	bookFlags
	window  string
	service string
	team    string
	json    bool
}

func (p *program) insightsCommand() *cobra.Command {
	var flags insightsFlags
	cmd := &cobra.Command{
		Use:   "insights",
		Short: "Tell what no single review shows",
		Long: `Tell what no single review shows: who services rely on, when people are pulled
in, which incidents deserve a closer look, which game day to hold, who might
facilitate, and how reviews are told, read and used. The site's pages say the
same, with pictures.

No figure ranks people, and none is of one person's performance. Reviews written
are counted, not incidents that happened.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.insights(cmd.Context(), &flags) },
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&flags.window, "window", "24mo", "count over the last `MONTHS`: 24mo, 12mo, 2y")
	cmd.Flags().StringVar(&flags.service, "service", "", "only what concerns the service with this `KEY`")
	cmd.Flags().StringVar(&flags.team, "team", "", "only what concerns the team with this `KEY`")
	cmd.Flags().BoolVar(&flags.json, "json", false, "print all numbers as JSON")
	return cmd
}

func (p *program) insights(ctx context.Context, flags *insightsFlags) error {
	months, err := parseMonths(flags.window)
	if err != nil {
		return err
	}
	book, shown, err := flags.openShown(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	scope, err := scopeOf(shown, flags)
	if err != nil {
		return err
	}
	report := insight.New(shown, insight.Options{Config: &book.config, Months: months, Cited: book.cited}).Of(scope).Report()
	if flags.json {
		enc := json.NewEncoder(p.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(report)
	}
	return writeReport(p.out, report)
}

// maxMonths bounds a window: longer than any book is old.
const maxMonths = 1200

// parseMonths reads the length of a window.
func parseMonths(text string) (int, error) {
	number, unit := strings.TrimRight(text, "moy"), 1
	if strings.HasSuffix(text, "y") {
		unit = 12
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n*unit > maxMonths || !slices.Contains([]string{"", "m", "mo", "y"}, text[len(number):]) {
		return 0, usageError{fmt.Errorf("--window %q: not a number of months such as 24mo, or of years such as 2y", text)}
	}
	return n * unit, nil
}

// scopeOf is the scope that the flags name; a service or team that the book does
// not know is a mistake in the call.
func scopeOf(b *incident.Book, flags *insightsFlags) (insight.Scope, error) {
	s := insight.Scope{Service: incident.Key(flags.service), Team: incident.Key(flags.team)}
	var services, teams []string
	for _, service := range b.Services {
		services = append(services, service.Key)
	}
	for _, team := range b.Teams {
		teams = append(teams, team.Key)
	}
	if flags.service == "" {
		s.Service = ""
	} else if !slices.Contains(services, s.Service) {
		return s, unknownKey("service", flags.service, services)
	}
	if flags.team == "" {
		s.Team = ""
	} else if !slices.Contains(teams, s.Team) {
		return s, unknownKey("team", flags.team, teams)
	}
	return s, nil
}

func unknownKey(flag, given string, known []string) error {
	err := fmt.Errorf("--%s %q: no review and no profile names it", flag, given)
	if near := diag.Nearest(given, known); near != "" {
		err = fmt.Errorf("%w; did you mean %s?", err, near)
	}
	return usageError{err}
}

// writeReport prints the report for people.
func writeReport(w io.Writer, r insight.Report) error {
	var b strings.Builder
	if r.Window.To.IsZero() {
		b.WriteString("Nothing in the book has a date, so nothing can be counted over months.\n")
	} else {
		fmt.Fprintf(&b, "%s in the %d months up to %s. Reviews written are counted, not incidents that happened.\n",
			count(r.Incidents, "incident"), r.Window.Months, r.Window.To.Format("2 January 2006"))
	}
	if r.Undated > 0 {
		fmt.Fprintf(&b, "Without a date, and so in no window: %s.\n", count(r.Undated, "incident"))
	}
	for _, group := range [][]insight.Measure{r.Patterns, {r.Opportunities, r.GameDays, r.Facilitators}, r.Learning, {r.Actions}} {
		for _, m := range group {
			writeFigure(&b, m.About())
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// widest is how many letters of a cell a terminal shows; --json has them all.
const widest = 76

func fitted(cell string) string {
	letters := []rune(cell)
	if len(letters) <= widest {
		return cell
	}
	return string(letters[:widest-1]) + "…"
}

func writeFigure(b *strings.Builder, f insight.Figure) {
	fmt.Fprintf(b, "\n%s\n%s\n", f.Title, strings.Repeat("─", len([]rune(f.Title))))
	for _, finding := range f.Findings {
		fmt.Fprintf(b, "%s\n", finding.Text)
	}
	if len(f.Findings) == 0 {
		fmt.Fprintf(b, "%s\n", f.Quiet)
	}
	if len(f.Table.Rows) > 0 {
		b.WriteString("\n")
		t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
		fmt.Fprintf(t, "  %s\n", strings.Join(f.Table.Columns, "\t"))
		for _, row := range f.Table.Rows {
			var cells []string
			for _, cell := range row.Cells {
				cells = append(cells, fitted(cell.String()))
			}
			fmt.Fprintf(t, "  %s\n", strings.Join(cells, "\t"))
		}
		t.Flush()
	}
	b.WriteString("\n")
	for _, k := range f.Rests {
		fmt.Fprintf(b, "Known: %s.\n", k)
	}
	fmt.Fprintf(b, "%s\n", f.Cannot)
}
