// The index as the files hold it: which reviews have a term, where in them, which
// words there are.
import { stem } from "./english.ts";
import { Reader, textOf } from "./reader.ts";
import type { Store } from "./store.ts";

// Meta says how the rest is cut into files, and by which rules words are read.
export interface Meta {
  version: string;
  docs: number;
  stems: "en" | "words" | "none";
  stop: string[];
  terms: Shards;
  words: Shards;
  facets: Record<string, string>;
  days: string;
  suggest?: [group: string, key: string, name: string, reviews: number][];
  ask?: string; // where a server answers instead
}

interface Shards {
  from: string[]; // the beginning of each
  name: string; // of all, eight letters each
}

// Postings are the reviews that have a term, oldest first. Of a keyword there is
// no more to say than that.
export interface Postings {
  docs: number[];
  mask: Uint8Array; // the parts of the review that have it
  q: Uint8Array; // how much it matters there
  chunk: number[]; // the file of the review that has it first
}

// A Word is one that the book has.
export interface Word {
  surface: string;
  stem: string;
  count: number; // of reviews
}

// A Row is a review, or a stretch of a long one.
export interface Row {
  a: string; // address
  t: string; // title
  d?: string; // day
  k?: string; // kind
  v?: string; // severity
  x?: string; // status, where it is not published
  m?: string; // summary
  p?: [part: number, anchor: string, label: string, text: string][];
}

interface Shard {
  terms: Map<string, { df: number; from: number; to: number; at: number }>; // at counts those with positions
  bytes: Uint8Array;
}

export class Index {
  readonly #stop: Set<string>;
  readonly #stems = new Map<string, string>(); // those known so far

  constructor(readonly store: Store, readonly meta: Meta) {
    this.#stop = new Set(meta.stop);
  }

  // apart tells whether apostrophes keep words apart, as in l'heure.
  get apart(): boolean {
    return this.meta.stems === "words";
  }

  // stem is the term of a surface; a word that says nothing has none. Of a
  // language whose rules are not here, the list with the word must have been read.
  stem(surface: string): string {
    if (this.#stop.has(surface)) return "";
    let known = this.#stems.get(surface);
    if (known === undefined) {
      known = this.meta.stems === "en" && /^[a-z]{4,}$/.test(surface) ? stem(surface) : surface;
      if (!this.apart) this.#stems.set(surface, known);
    }
    return known;
  }

  // asked is the term of a surface that somebody asks for.
  async asked(surface: string): Promise<string> {
    if (this.apart) await this.words(surface);
    return this.stem(surface);
  }

  async postings(term: string): Promise<Postings | undefined> {
    const { terms, bytes } = await this.#shard(shardOf(this.meta.terms, term));
    const found = terms.get(term);
    if (!found) return;
    const reader = new Reader(bytes.subarray(0, found.to), found.from);
    const docs = reader.rising(found.df);
    const [mask, q] = [reader.take(found.df), reader.take(found.df)];
    return { docs, mask, q, chunk: Array.from(mask, (bits) => (bits & 128 ? reader.number() : 0)) };
  }

  // positions gives, for a term that has postings, where it stands in each part of
  // each of its reviews.
  async positions(term: string, { docs, mask }: Postings): Promise<number[][][]> {
    const number = shardOf(this.meta.terms, term);
    const { at } = (await this.#shard(number)).terms.get(term)!;
    const reader = new Reader(await this.store.read("q/" + nameOf(this.meta.terms, number), ({ bytes }) => bytes));
    for (let i = 0; i < at; i++) reader.take(reader.number());
    reader.number();
    return docs.map((_, i) => placesIn(reader, mask[i]));
  }

  // words are those that begin with a text. A field's are not among the others.
  async words(beginning: string): Promise<Word[]> {
    const lists = await Promise.all(spanOf(this.meta.words, beginning).map((i) => this.store.read("w/" + nameOf(this.meta.words, i), readWords)));
    for (const { surface, stem } of this.apart ? lists.flat() : []) this.#stems.set(surface, stem);
    return lists.flat().filter((word) => begins(word.surface, beginning));
  }

  // terms are the first n that begin with a text.
  async terms(beginning: string, n: number): Promise<string[]> {
    const shards = await Promise.all(spanOf(this.meta.terms, beginning).map((i) => this.#shard(i)));
    return shards.flatMap(({ terms }) => [...terms.keys()]).filter((term) => begins(term, beginning)).slice(0, n);
  }

  // facet gives the reviews of each value of a group.
  facet(group: string): Promise<{ key: string; name: string; docs: number[] }[]> {
    return this.store.read("f/" + this.meta.facets[group], (reader) => reader.list(() => {
      const key = reader.text();
      return { key, name: reader.text() || key, docs: reader.rising(reader.number()) };
    }));
  }

  // days gives the day of every review, oldest first; of those without one, none.
  days(): Promise<number[]> {
    return this.store.read("days/" + this.meta.days, (reader) => {
      const unknown = reader.number();
      return [...Array(unknown).fill(NaN), ...reader.rising(this.meta.docs - unknown)];
    });
  }

  row(doc: number, chunk: number): Promise<Row> {
    return this.store.json(`d/${doc}${chunk ? "-" + chunk : ""}`, (row: Row) => row, this.meta.version);
  }

  #shard(number: number): Promise<Shard> {
    return this.store.read("p/" + nameOf(this.meta.terms, number), readShard);
  }
}

function readWords(reader: Reader): Word[] {
  const next = reader.names();
  return reader.list(() => {
    const bytes = next();
    const count = reader.number();
    const stem = textOf(bytes.subarray(0, bytes.length - reader.number())) + reader.text();
    return { surface: textOf(bytes), stem, count };
  });
}

function readShard(reader: Reader): Shard {
  const next = reader.names();
  const heads = reader.list(() => ({ term: textOf(next()), df: reader.number(), size: reader.number() }));
  let from = reader.at;
  let at = 0;
  const terms: Shard["terms"] = new Map();
  for (const { term, df, size } of heads) {
    terms.set(term, { df, from, to: (from += size), at });
    if (!term.includes(":")) at++;
  }
  return { terms, bytes: reader.bytes };
}

// placesIn reads the positions in each part of one review.
function placesIn(reader: Reader, mask: number): number[][] {
  const parts: number[][] = [];
  for (let part = 0; part < 6; part++) {
    let last = 0;
    for (let more = (mask >> part) & 1; more; ) {
      const n = reader.number();
      (parts[part] ??= []).push((last += n >> 1));
      more = n & 1;
    }
  }
  return parts;
}

// begins tells whether a word begins with a text; keywords only where it names
// their field.
const begins = (word: string, beginning: string) => word.startsWith(beginning) && word.includes(":") === beginning.includes(":");

const nameOf = ({ name }: Shards, i: number) => name.slice(8 * i, 8 * i + 8);

// shardOf is the last that begins at a text or before it.
const shardOf = ({ from }: Shards, text: string) => Math.max(0, from.findLastIndex((first) => first <= text));

// spanOf are all that may hold what begins with a text.
function spanOf(shards: Shards, beginning: string): number[] {
  const all: number[] = [];
  for (let i = shardOf(shards, beginning); i <= shardOf(shards, beginning + "\uffff"); i++) all.push(i);
  return all;
}
