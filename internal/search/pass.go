package search

import (
	"context"
	"crypto/sha256"

	"golang.org/x/sync/errgroup"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A pass reads all reviews of a book, some at a time, and hands on what each holds
// in their order.
type pass struct {
	writer  *writer
	reviews []*incident.Review
	lexicon *lexicon
	jobs    int
}

// What was made of a review.
type made struct {
	*document
	inverted
	sum [sha256.Size]byte // of its texts
}

// batch is how many reviews are read before what they hold is taken over. It
// bounds what is held of their texts.
const batch = 64

// run calls read for every review, on several goroutines, and take for what it
// returned, on one and in order.
func (p *pass) run(ctx context.Context, read func(v *inverter, number int) (made, error), take func(number int, m made)) error {
	idle := make(chan *inverter, p.jobs)
	for range p.jobs {
		idle <- newInverter(p.lexicon)
	}
	for from := 0; from < len(p.reviews); from += batch {
		done := make([]made, min(batch, len(p.reviews)-from))
		g, running := errgroup.WithContext(ctx)
		g.SetLimit(p.jobs)
		for i := range done {
			if running.Err() != nil {
				break
			}
			g.Go(func() (err error) {
				v := <-idle
				defer func() { idle <- v }()
				done[i], err = read(v, from+i)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, m := range done {
			take(from+i, m)
		}
	}
	return nil
}
