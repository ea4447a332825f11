// What a search answers: the same from the files of a site and from a server
// that searches for it (search.json of the preview).

// An Answer to one question.
export interface Answer {
  total: number;
  all: number; // of them have everything that was asked for, the others most of it
  notes: string[]; // how the question was read where that is not as it was written
  instead: { word: string; words: string[] }[]; // what was taken for words that the book does not have
  hits(n: number): Promise<Hit[]>; // the first n
  near: string[]; // where nothing was found: words and values of the book to ask for
  groups: string[]; // by which it can be narrowed
  facet(group: string): Promise<Value[]>;
}

// A Hit is a review that was found. Marks are what was looked for: from, to.
export interface Hit {
  address: string;
  title: string;
  titleMarks?: Marks;
  day?: string;
  kind?: string;
  severity?: string;
  status?: string;
  where?: { part: string; label?: string; address: string };
  snippet: string;
  marks?: Marks;
}

export type Marks = [from: number, to: number][];

// A Value is one term by which what was found can be narrowed: count reviews have
// it.
export interface Value {
  key: string;
  name: string;
  count: number;
}

// A Suggestion is a question that has an answer, for who has none yet.
export interface Suggestion {
  question: string;
  name: string;
  about: string;
}
