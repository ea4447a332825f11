package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/importer"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/redact"
)

// An importing is one run of an import command: where its evidence goes, and what
// may be written.
type importing struct {
	*program
	book        bookFlags
	into        string
	title       string
	allow       []string
	dryRun      bool
	writePeople bool
	next        bool // a draft was made that waits for its author
}

func (p *program) importCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Make a review of what an incident left behind",
		Long: `Read a Slack export, a meeting's transcript, a pager's log, a status page, a list
of people or a document, and make of it a draft review with its conversation, or
add it to a review that is there. Importing twice changes nothing.

Begin with the conversation, and add the rest to the draft that it makes:

  casebook import slack export.zip --channel inc-142 --dry-run
  casebook import slack export.zip --channel inc-142 --title "Name lookups stopped" --write-people
  casebook import pagerduty incident.json log_entries.json oncalls.json --into 2026-03-14-name-lookups-stopped
  casebook import transcript call.vtt --start 2026-03-14T02:30:00Z --into 2026-03-14-name-lookups-stopped

The draft has the facts that the evidence gives (when, who was there and since
when, who was called) and a timeline of proposed lines, as comments: delete the
comment marks of a line to keep it. Then tell what happened, in your own words.

Secrets, e-mail addresses, telephone numbers and the names that the settings list
(redact.names, redact.patterns) are replaced by marks such as [secret 1] before
anything is written. What was found is listed by its kind and message, never by
its value. --allow lets one kind stay, for a reason; the review records it.

To keep conversations off the site, write in casebook.yaml:

  editions: {internal: {drop: [transcript]}}`,
	}
	cmd.AddCommand(
		p.importSlack(), p.importTranscript(), p.importPagerDuty(),
		p.importStatuspage(), p.importPeople(), p.importDocument(), p.importPullRequests(),
	)
	return cmd
}

// add gives a command the flags that all imports have.
func (i *importing) add(cmd *cobra.Command) *cobra.Command {
	i.book.source.add(cmd)
	cmd.Flags().BoolVar(&i.dryRun, "dry-run", false, "say what would be written, and write nothing")
	cmd.Flags().StringArrayVar(&i.allow, "allow", nil, "let a kind stay, as `KIND=REASON`: secret, email, phone, payment or name; the review records the reason")
	return cmd
}

// addReview gives a command the flags of imports that make a review.
func (i *importing) addReview(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&i.into, "into", "", "add to the `REVIEW` of this slug, instead of making a draft")
	cmd.Flags().StringVar(&i.title, "title", "", "the draft's title (default: what the source calls it)")
	cmd.Flags().BoolVar(&i.writePeople, "write-people", false, "write profiles of people whom the book does not know")
	return i.add(cmd)
}

// open reads the casebook that evidence goes to, and what may be written to it.
// The caller closes the book.
func (i *importing) open(ctx context.Context) (*book, importer.Redaction, []incident.Waiver, error) {
	i.book.edition = edition.Internal
	b, err := i.book.open(ctx)
	if err != nil {
		return nil, importer.Redaction{}, nil, err
	}
	redaction, waivers, err := i.redaction(b)
	if err != nil {
		b.close()
		return nil, importer.Redaction{}, nil, err
	}
	return b, redaction, waivers, nil
}

// review names and redacts the evidence and makes or changes a review of it.
func (i *importing) review(ctx context.Context, evidence importer.Evidence) error {
	b, redaction, waivers, err := i.open(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	naming := evidence.Name(b.People)
	found := evidence.Redact(redaction)
	files, err := i.files(b, evidence, waivers)
	if err != nil {
		return err
	}
	if i.writePeople {
		files = append(files, importer.Profiles(evidence.People, b.config.Places.People)...)
	}
	i.tell(evidence, naming, found)
	return i.write(b.source, redaction, files)
}

// files makes a draft of the evidence, or adds it to the review of --into, or to
// the draft that an earlier import made of it.
func (i *importing) files(b *book, evidence importer.Evidence, waivers []incident.Waiver) ([]importer.File, error) {
	if i.into != "" {
		return i.merge(b, i.into, evidence, waivers)
	}
	made, err := i.draft(b, evidence, waivers)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(b.Reviews, func(r *incident.Review) bool { return r.Path == made.Files[0].Path })
	switch {
	case at < 0:
		i.outcome(made.Files[0].Path, made)
		i.next = made.Proposed > 0
		return made.Files, nil
	case len(made.Files) == 1:
		return nil, fmt.Errorf("write %q: it is there already; give another --title", made.Files[0].Path)
	}
	return i.merge(b, b.Reviews[at].Slug, evidence, waivers)
}

// draft makes a review of the evidence.
func (i *importing) draft(b *book, evidence importer.Evidence, waivers []incident.Waiver) (importer.Outcome, error) {
	return importer.Draft(evidence, importer.DraftOptions{
		Title: i.title, Day: i.now(), Reviews: b.config.Places.Reviews, Severities: b.config.Severities,
		People: b.People, Waivers: waivers,
	})
}

// redaction gathers what to look for, and what may stay with which reason.
func (i *importing) redaction(b *book) (importer.Redaction, []incident.Waiver, error) {
	finder, err := redact.New(b.config.Redact)
	if err != nil {
		return importer.Redaction{}, nil, fmt.Errorf("read the settings: %w", err)
	}
	o := importer.Redaction{Finder: finder, Marks: new(redact.Marks)}
	kinds := []redact.Kind{redact.Secret, redact.Email, redact.Phone, redact.Payment, redact.Name}
	var waivers []incident.Waiver
	for _, a := range i.allow {
		kind, reason, _ := strings.Cut(a, "=")
		if !slices.Contains(kinds, redact.Kind(kind)) {
			return o, nil, usageError{fmt.Errorf("--allow %q: the kinds are secret, email, phone, payment and name", a)}
		}
		if strings.TrimSpace(reason) == "" {
			return o, nil, usageError{fmt.Errorf("--allow %q: needs a reason, as %s=\"the public hotline\"", a, kind)}
		}
		o.Allow = append(o.Allow, redact.Kind(kind))
		waivers = append(waivers, incident.Waiver{Rule: importer.AllowRule(redact.Kind(kind)), Reason: reason})
	}
	return o, waivers, nil
}

// merge adds the evidence to a review.
func (i *importing) merge(b *book, slug string, evidence importer.Evidence, waivers []incident.Waiver) ([]importer.File, error) {
	at := slices.IndexFunc(b.Reviews, func(r *incident.Review) bool { return r.Slug == slug })
	if at < 0 {
		return nil, fmt.Errorf("--into %q: no review has this slug", slug)
	}
	r := b.Reviews[at]
	if r.Bundle == "" {
		return nil, fmt.Errorf("--into %q: %s is one file, with no place for a conversation; make it a folder first: mkdir %s && git mv %s %s/index.md",
			slug, r.Path, strings.TrimSuffix(r.Path, ".md"), r.Path, strings.TrimSuffix(r.Path, ".md"))
	}
	bundle := importer.Bundle{Review: r, Waivers: waivers}
	var err error
	if bundle.Text, err = fs.ReadFile(b.source.files(), r.Path); err != nil {
		return nil, fmt.Errorf("read %q: %w", r.Path, err)
	}
	if r.Transcript != "" {
		if bundle.Transcript, err = fs.ReadFile(b.source.files(), r.Transcript); err != nil {
			return nil, fmt.Errorf("read %q: %w", r.Transcript, err)
		}
	}
	merged, err := importer.Merge(evidence, bundle, b.People)
	if err != nil {
		return nil, err
	}
	i.outcome(r.Path, merged)
	for _, id := range merged.Cited {
		fmt.Fprintf(i.err, "message %s, which the review cites, says something else now: read the sentence again\n", id)
	}
	if merged.Paste != "" {
		fmt.Fprintf(i.err, "the front matter of %s is not in lines that can be added to; put this into it:\n%s", r.Path, merged.Paste)
	}
	return merged.Files, nil
}

// outcome says what a review gets, if it gets anything.
func (i *importing) outcome(path string, o importer.Outcome) {
	if len(o.Files) == 0 {
		return
	}
	parts := []string{count(o.Added, "new message"), count(len(o.Joined), "new participant")}
	if len(o.Completed) > 0 {
		parts = append(parts, "more known of "+strings.Join(o.Completed, ", "))
	}
	if len(o.Changed) > 0 {
		parts = append(parts, count(len(o.Changed), "changed message"))
	}
	i.say("%s: %s, %s", path, strings.Join(parts, ", "), count(o.Proposed, "proposed line"))
}

// tell says how the evidence was read and what was left out of it, who is who, and
// what was replaced.
func (i *importing) tell(e importer.Evidence, naming importer.Naming, found []importer.Found) {
	for _, n := range e.Notes {
		i.say("%s", n)
	}
	for _, d := range e.Dropped {
		i.say("left out: %s", d)
	}
	for _, u := range naming.Unsure {
		fmt.Fprintln(i.err, u)
	}
	if naming.New > 0 && !i.writePeople {
		i.say("%s of people without a profile: --write-people writes one for each", count(naming.New, "name"))
	}
	for _, f := range found {
		fmt.Fprintf(i.err, "replaced: %s\n", f)
	}
}

func (i *importing) say(format string, args ...any) {
	if !i.quiet {
		fmt.Fprintf(i.err, format+"\n", args...)
	}
}

// write puts the files there, all or none, once nothing is left in them that
// should have been replaced.
func (i *importing) write(s *source, redaction importer.Redaction, files []importer.File) error {
	if err := redaction.Verify(files); err != nil {
		return err
	}
	if len(files) == 0 {
		i.say("nothing is new: nothing was written")
		return nil
	}
	verb := "would write"
	if !i.dryRun {
		verb = "wrote"
		if err := s.replaceAll(files); err != nil {
			return err
		}
	}
	for _, f := range files {
		fmt.Fprintf(i.out, "%s %s\n", verb, filepath.FromSlash(f.Path))
	}
	if i.next && !i.dryRun {
		i.say("Next: keep or delete the proposed lines of its timeline, and tell what happened; `casebook serve` shows it while you write")
	}
	return nil
}

// windowFlags say of which time messages are wanted.
type windowFlags struct{ from, to string }

func (w *windowFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.from, "from", "", "leave out what is before this `TIME`")
	cmd.Flags().StringVar(&w.to, "to", "", "leave out what is after this `TIME`")
}

func (w *windowFlags) window() (importer.Window, error) {
	from, err := flagMoment("from", w.from)
	if err != nil {
		return importer.Window{}, err
	}
	to, err := flagMoment("to", w.to)
	return importer.Window{From: from, To: to}, err
}

// flagMoment reads a time of the command line; without a zone it is UTC.
func flagMoment(flag, s string) (incident.Moment, error) {
	m, issues := incident.ParseMoment(s, time.UTC)
	if s != "" && !m.Known() {
		hint := "write 2026-03-14T02:04:00Z or 2026-03-14"
		if len(issues) > 0 {
			hint = issues[0].Hint
		}
		return m, usageError{fmt.Errorf("--%s %q: not a time; %s", flag, s, hint)}
	}
	return m, nil
}
