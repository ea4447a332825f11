// Package search finds reviews by what they say: in a terminal, in the preview,
// and in a reader's browser from files alone, always with the same answer. It also
// tells which reviews are like which, and hands the documents to engines that
// search many books.
//
// # From a review to terms
//
// A review becomes a document: passages of text, each with its place on the site
// and the part it belongs to (title, narrative, timeline, learnings, conversation,
// facts), and keys by which it can be picked, such as service:checkout.
//
// Texts are cut into runs of letters, marks and decimal digits; anything else
// separates. An apostrophe within a word is dropped, and the genitive's with what
// follows it. A run is folded: compatible forms decomposed, accents dropped, small
// letters, composed again. Han, kana and Hangul are cut into pairs of characters,
// and the last one alone, so that any part of a run is a phrase. A word's term is
// its stem (for English by Porter's algorithm, from four letters on); fifty-five
// words of English have none. Other languages take the stop words and stems of
// bleve's analyzers.
//
// Each token has a position in its part. Passages are two apart, so that no phrase
// crosses from one into another.
//
// # Scores
//
// What a term matters in a review, its impact, is one whole number from 1 to 63,
// made when the review is indexed: see impact.go. What a term matters at all, its
// rarity, is a whole number too. A query gives a review, for each of its words,
// twice the rarity times the impact, or half of that for a word that stands for
// another; a phrase gives what its words give. Whole numbers add up alike
// everywhere, so that a browser and bleve agree to the last bit. Of equal reviews
// the newest comes first.
//
// # Queries
//
// [Language] says what a query may hold, and query.go and plan.go what becomes of
// it. Reviews that have all words are found; when there are fewer than ten, also
// those that have most: at least half as many as the one that has most of them,
// and each word that is there counts for more. Phrases in quotes, fields and what
// is left out hold in either case.
//
// A word that the book does not have stands for the words that begin so, or else
// for those that are nearest to it in writing, with the same first letter: see
// near.go. What an index is asked depends on the query alone, never on what was
// asked before.
//
// # Index on disk
//
// bleve holds, for each document, a field for each part, one for keys and one for
// words as written, and stores what answers show; [Index] asks it for postings,
// positions and dictionaries. A generation of the index lies in a folder of its
// own and never changes again: an update makes a new one, in which bleve's
// segments are the same files, and then puts its name in current.json. So readers
// and writers need no lock, the last writer wins, and a process that is killed
// leaves nothing behind that is read. Beside bleve's files lies a table of what
// must be known of all documents at once. Sizes of all files are remembered:
// an index whose files are not as they were written is made anew.
//
// # Static form
//
// [Static] writes the index as files below search/ that a page reads as it needs
// them: by HTTP, or by script elements from a disk. Each file is a script,
//
//	casebook("NAME","PAYLOAD")
//
// whose payload is compressed (raw DEFLATE) and stands there byte for byte, but
// for the backslash, the quote, and the line's ends, which a backslash stands
// before. Numbers are unsigned LEB128; strings are their length and UTF-8; sorted
// lists leave out what a string shares with the one before it, and are in the
// order of UTF-16 code units. A list of numbers that grow has differences.
//
//	meta     JSON: how many documents, the language, and the names of all other files;
//	         the only file whose name does not come from its content
//	p/HASH   postings of a range of terms: for each the term, the number of documents,
//	         the size of its block; then the blocks: documents, a byte of parts for
//	         each, an impact for each, and for those whose parts have the highest bit
//	         the piece of text that holds most of the term. Keys have documents alone
//	q/HASH   positions of the same terms: the size for each, then for each document and
//	         part the differences, doubled, and one more where another follows
//	w/HASH   a range of words as written: in how many reviews, how many bytes to cut
//	         for the stem, and what to add. In large books those of one review are left out
//	f/HASH   the values of a group: key, name, documents
//	days/HASH  how many documents have no day; then the days of the others since 1970-01-01
//	d/N      the row and the text of document N, as JSON: passages are part, anchor,
//	         label, text. A long one goes on in d/N-1 and so on, a piece in each
//
// Documents are numbered from the oldest on, and ranges end at words that are
// picked by their hash: a new review changes few files.
package search
