package insight

// Turns is how likely it is that somebody would be in k or more of these reviews
// if everybody who responds took turns: each review's responders, of whom there
// are sizes[i], drawn from all people alike. One person's number of reviews is
// then Poisson-binomial (Y. H. Wang, Statistica Sinica 3, 1993); the chance that
// it is k or more is multiplied by the number of people, after Bonferroni,
// because any of them would have caught the eye. At most 1.
func Turns(k int, sizes []int, people int) float64 {
	if people == 0 {
		return 1
	}
	chance := make([]float64, len(sizes)+1) // of having been in so many of the reviews so far
	chance[0] = 1
	for i, size := range sizes {
		p := min(1, float64(size)/float64(people))
		for n := i + 1; n > 0; n-- {
			chance[n] = chance[n]*(1-p) + chance[n-1]*p
		}
		chance[0] *= 1 - p
	}
	tail := 0.0
	for n := len(sizes); n >= max(k, 0); n-- {
		tail += chance[n]
	}
	return min(1, tail*float64(people))
}
