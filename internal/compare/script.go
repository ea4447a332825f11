package compare

// An edit is a stretch of two sequences: kept, when both parts are as long and the
// same, or the old part replaced by the new one. Either may be empty.
type edit struct {
	kept       bool
	old, oldTo int
	new, newTo int
}

// mostEdits bounds the work on two sequences: beyond, all between their common
// beginning and end is replaced.
const mostEdits = 1200

// script returns the shortest way from one sequence to another, by Myers' greedy
// algorithm. Kept and replaced stretches take turns.
func script(old, new []string) []edit {
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	s := scripter{}
	s.keep(0, 0, head)
	s.middle(numbered(old[head:len(old)-tail], new[head:len(new)-tail]), head)
	s.keep(len(old)-tail, len(new)-tail, tail)
	return s.edits
}

// A scripter puts edits together.
type scripter struct{ edits []edit }

func (s *scripter) keep(old, new, n int) {
	if n == 0 {
		return
	}
	if last := len(s.edits) - 1; last >= 0 && s.edits[last].kept {
		s.edits[last].oldTo += n
		s.edits[last].newTo += n
		return
	}
	s.edits = append(s.edits, edit{kept: true, old: old, oldTo: old + n, new: new, newTo: new + n})
}

func (s *scripter) replace(old, oldTo, new, newTo int) {
	if old == oldTo && new == newTo {
		return
	}
	if last := len(s.edits) - 1; last >= 0 && !s.edits[last].kept {
		s.edits[last].oldTo, s.edits[last].newTo = oldTo, newTo
		return
	}
	s.edits = append(s.edits, edit{old: old, oldTo: oldTo, new: new, newTo: newTo})
}

// sequences are two lists of words as numbers, which compare faster.
type sequences struct{ old, new []int }

func numbered(old, new []string) sequences {
	numbers := make(map[string]int, len(old)+len(new))
	number := func(words []string) []int {
		list := make([]int, len(words))
		for i, w := range words {
			n, ok := numbers[w]
			if !ok {
				n = len(numbers)
				numbers[w] = n
			}
			list[i] = n
		}
		return list
	}
	return sequences{number(old), number(new)}
}

// middle adds the way from one part to the other, which begin at head.
func (s *scripter) middle(q sequences, head int) {
	trace, ok := q.trace()
	if !ok {
		s.replace(head, head+len(q.old), head, head+len(q.new))
		return
	}
	for _, step := range q.steps(trace) {
		s.replace(head+step.old, head+step.old+step.gone, head+step.new, head+step.new+step.come)
		s.keep(head+step.old+step.gone, head+step.new+step.come, step.same)
	}
}

// trace returns, for each number of edits, how far each diagonal leads; not ok
// where that is too far.
func (q sequences) trace() ([][]int, bool) {
	n, m := len(q.old), len(q.new)
	most := min(n+m, mostEdits)
	v := make([]int, 2*most+3)
	var trace [][]int
	for d := 0; d <= most; d++ {
		for k := -d; k <= d; k += 2 {
			x := v[most+1+k-1] + 1 // one of the old goes
			if k == -d || k != d && v[most+1+k-1] < v[most+1+k+1] {
				x = v[most+1+k+1] // one of the new comes
			}
			for x < n && x-k < m && q.old[x] == q.new[x-k] {
				x++
			}
			v[most+1+k] = x
			if x >= n && x-k >= m {
				return append(trace, append([]int(nil), v[most+1-d:most+2+d]...)), true
			}
		}
		trace = append(trace, append([]int(nil), v[most+1-d:most+2+d]...))
	}
	return nil, false
}

// A step is an edit, and what is the same after it.
type step struct{ old, new, gone, come, same int }

// steps walks a trace back.
func (q sequences) steps(trace [][]int) []step {
	list := make([]step, len(trace))
	x, y := len(q.old), len(q.new)
	for d := len(trace) - 1; d > 0; d-- {
		before := trace[d-1] // diagonals from -(d-1) to d-1
		k := x - y
		at := func(k int) int { return before[k+d-1] }
		down := k == -d || k != d && at(k-1) < at(k+1)
		if down {
			k++
		} else {
			k--
		}
		fromX := at(k)
		fromY := fromX - k
		list[d] = step{old: fromX, new: fromY}
		if down {
			list[d].come = 1
		} else {
			list[d].gone = 1
		}
		list[d].same = x - fromX - list[d].gone
		x, y = fromX, fromY
	}
	list[0].same = x
	return list
}
