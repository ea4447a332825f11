// Package preview serves a casebook on this machine while its files change.
//
// [Serve] calls the given Build, serves what it returns, watches the given
// directories and builds again after a change. Files are read when they are
// asked for, so that a Build may plan a site and render only what somebody looks
// at. What went wrong never takes the preview down: during a build and after a
// failed one the last good site stays, and before the first good one a page says
// what to mend.
//
// Each HTML page gets one external script, so that a strict content security
// policy holds in the preview as it does on the published site. The script
// listens to server-sent events, which carry the fingerprint of the listening
// page as it is now; it loads the page anew once that has changed, and shows
// the problems of the last build in a panel. The preview's own addresses all
// begin with /_casebook/:
//
//	/_casebook/reload.js       the script
//	/_casebook/events?page=/   server-sent events: one «state» now, after each build and each check
//	/_casebook/problems.json   the problems of the last build, and why it failed if it did
//
// Beside those there is /search.json?q=…, which answers a search as
// `casebook search --json` does, where the build offers one.
//
// It listens on loopback addresses alone, and answers only requests that name a
// loopback host, so that no page of the web can read a draft through a name
// that it points here.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// DefaultAddr is where the preview listens unless it is told otherwise.
const DefaultAddr = "127.0.0.1:8222"

// Options say what to serve and where.
type Options struct {
	// Build makes the site that will be at the given address. It may return
	// problems beside the files, beside an error, or alone; without files the
	// last good ones stay. Required.
	Build func(ctx context.Context, url string) (Site, error)

	Addr   string           // a loopback host and a port; when the port is taken, the next free one is used. Default: DefaultAddr
	Watch  []string         // directories, with all below them, and files
	Ignore []string         // directories and files below Watch that are none of the source, such as the output
	Ready  func(url string) // called once when the first page can be had
	Log    io.Writer        // what a person should see in the terminal; nil: nothing
}

// Serve runs the preview until ctx is done, which is its good end.
func Serve(ctx context.Context, o Options) error {
	listener, err := listen(o.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	changes, err := watch(o.Watch, o.Ignore)
	if err != nil {
		return err
	}
	defer changes.close()
	log := newLog(o.Log)
	site := newSite()
	url := "http://" + listener.Addr().String() + "/"
	log.say("Preview at %s — stop with Ctrl-C", url)

	build := func(ctx context.Context) (Site, error) { return o.Build(ctx, url) }
	group, ctx := errgroup.WithContext(ctx)
	rebuild := func() {
		check := site.rebuild(ctx, build, log)
		group.Go(func() error { check(); return nil })
	}
	group.Go(func() error { return serveUntilDone(ctx, listener, site) })
	group.Go(func() error { return changes.run(ctx, log) })
	group.Go(func() error {
		rebuild()
		if o.Ready != nil && ctx.Err() == nil {
			o.Ready(url)
		}
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-changes.settled:
				rebuild()
			}
		}
	})
	return group.Wait()
}

// serveUntilDone answers requests and stops gracefully: what is being answered
// is answered, and pages that listen for events are let go.
func serveUntilDone(ctx context.Context, listener net.Listener, site *site) error {
	server := &http.Server{
		Handler:           handler{site},
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		stopped <- server.Shutdown(grace)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the preview: %w", err)
	}
	if err := <-stopped; err != nil {
		server.Close()
	}
	return nil
}
