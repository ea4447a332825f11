// Finding: which reviews answer a question, and how well. All numbers are whole,
// so that they are the same here and in internal/search.
import { expand, type Replaced } from "./expand.ts";
import type { Index } from "./index.ts";
import type { Clause, Filter, Query } from "./query.ts";

// few is how many reviews must have everything for those that have some of it not
// to be looked at: what somebody remembers is seldom all in a story's words.
const few = 10;

// A Point is what a clause gives to a review, and the chunk of it that has it.
interface Point {
  points: number;
  chunk: number;
}

// A Match is a clause with the reviews that satisfy it.
export interface Match {
  clause: Clause;
  at: Map<number, Point>;
  wanted: [term: string, weight: number][]; // its terms, the rarer the heavier
  replaced?: Replaced;
}

// A Finding is what came of a question.
export interface Finding {
  all: number; // how many of them have everything that was asked for
  docs: number[]; // the best first
  points: ArrayLike<number>; // of every review
  matches: Match[];
  lost: string[]; // words and keywords that no review has
  facet: (group: string) => Promise<{ key: string; name: string; count: number }[]>;
}

// find looks for what a query asks.
export async function find(query: Query, index: Index): Promise<Finding> {
  const [every, sifted, days] = await Promise.all([
    Promise.all(query.clauses.map((clause) => match(clause, index))),
    Promise.all(query.filters.map((filter) => sift(filter, index))),
    query.dated ? index.days() : [],
  ]);
  const matches = every.filter(({ clause }) => !clause.not);
  const loose = matches.filter(({ clause }) => clause.loose).length;
  const strict = others * (matches.length - loose);
  const { points, had, out } = tallied(every, index.meta.docs);
  const passing = passed(sifted, out);

  const passes = (doc: number, but?: string) => [...passing].every(([field, docs]) => field === but || docs.has(doc));
  const timely = (doc: number) => !query.dated || (days[doc] >= query.after && days[doc] < query.before);
  const everything = (doc: number) => had[doc] === strict + loose;
  let enough = everything;
  const fits = (doc: number) => !query.common && enough(doc) && !out.has(doc) && timely(doc);
  const pick = () => [...had.keys()].filter((doc) => fits(doc) && passes(doc));
  let docs = pick();
  const all = docs.length;
  if (all < few && loose > 1) {
    let most = 1;
    enough = (doc) => had[doc] >= strict && 2 * (had[doc] % others) >= most;
    for (const doc of had.keys()) if (fits(doc)) most = Math.max(most, had[doc] % others);
    docs = pick();
    if (docs.length > all) had.forEach((n, doc) => (points[doc] *= (n % others) / loose));
    else enough = everything; // nobody has less
  }
  docs.sort((a, b) => points[b] - points[a] || b - a);
  const count = (docs: number[], group: string) => docs.filter((doc) => fits(doc) && passes(doc, group)).length;
  return {
    all,
    docs,
    points,
    matches,
    lost: [
      ...matches.filter(({ at, clause }) => !at.size && clause.words.length < 2).map(({ clause }) => clause.words[0].surface),
      ...sifted.filter(({ not, docs }) => !not && !docs.length).map(({ term }) => term),
    ],
    facet: async (group) => (await index.facet(group)).map(({ key, name, docs }) => ({ key, name, count: count(docs, group) })),
  };
}

// others is what a clause that must be satisfied counts for in had, beside those
// that may be missing, which count 1.
const others = 64;

// tallied adds up what clauses give to each review: points, how many it satisfies,
// and the reviews that are left out.
function tallied(matches: Match[], size: number): { points: Float64Array; had: Uint16Array; out: Set<number> } {
  const points = new Float64Array(size);
  const had = new Uint16Array(size);
  const out = new Set<number>();
  for (const { clause, at } of matches) {
    for (const [doc, point] of at) {
      if (clause.not) out.add(doc);
      points[doc] += point.points;
      had[doc] += clause.loose ? 1 : others;
    }
  }
  return { points, had, out };
}

// passed are, by field, the reviews that have one of the values asked for; those
// with values not wanted go out.
function passed(sifted: Sifted[], out: Set<number>): Map<string, Set<number>> {
  const passing = new Map<string, Set<number>>();
  for (const { field, not, docs } of sifted) {
    const into = not ? out : passing.get(field) ?? new Set();
    for (const doc of docs) into.add(doc);
    if (!not) passing.set(field, into);
  }
  return passing;
}

// rarity weighs a term by how few reviews have it.
const rarity = (index: Index, df: number) => Math.max(1, Math.round(1024 * Math.log(1 + (index.meta.docs - df + 0.5) / (df + 0.5))));

async function match(clause: Clause, index: Index): Promise<Match> {
  if (clause.words.length > 1) return phrase(clause, index);
  const [{ surface }] = clause.words;
  if (clause.prefix) return union(clause, index, 2, (await expand(surface, index, false)).terms);
  const term = await index.asked(surface);
  if (clause.exact || (await index.postings(term))) return union(clause, index, 2, [term]);
  const { terms, replaced } = await expand(surface, index, true);
  return { ...(await union(clause, index, 1, terms)), replaced };
}

// union finds reviews that have any of some terms: each gets what the best of
// them gives.
async function union(clause: Clause, index: Index, factor: number, terms: string[]): Promise<Match> {
  const at = new Map<number, Point & { mask: number }>();
  const wanted: Match["wanted"] = [];
  for (const term of terms) {
    const found = await index.postings(term);
    found?.docs.forEach((doc, i) => {
      const best = at.get(doc) ?? { points: 0, chunk: 0, mask: 0 };
      best.mask |= found.mask[i];
      if (found.q[i] > best.points) [best.points, best.chunk] = [found.q[i], found.chunk[i]];
      at.set(doc, best);
    });
    if (found) wanted.push([term, rarity(index, found.docs.length)]);
  }
  const weight = factor * rarity(index, at.size);
  for (const [doc, best] of at) {
    best.points *= weight;
    if (!(best.mask & clause.parts)) at.delete(doc);
  }
  return { clause, at, wanted };
}

// phrase finds words that stand at their distances in one part of a review.
async function phrase(clause: Clause, index: Index): Promise<Match> {
  const found: Match = { clause, at: new Map(), wanted: [] };
  const terms = await Promise.all(clause.words.map(async ({ surface, at }) => {
    const term = await index.asked(surface);
    return { term, at, has: (await index.postings(term))! };
  }));
  if (terms.some(({ has }) => !has)) return found;
  const all = await Promise.all(terms.map(async ({ term, at, has }) => ({
    at: at - terms[0].at,
    has,
    weight: rarity(index, has.docs.length),
    places: await index.positions(term, has),
    place: new Map(has.docs.map((doc, i) => [doc, i])),
  })));
  found.wanted = all.map(({ weight }, i) => [terms[i].term, weight]);
  const { has } = all.reduce((a, b) => (b.has.docs.length < a.has.docs.length ? b : a));
  has.docs.forEach((doc, i) => {
    const here = all.map(({ place }) => place.get(doc)!);
    if (here.includes(undefined!)) return;
    const stands = all[0].places[here[0]].some((starts, part) => clause.parts & (1 << part) &&
      starts.some((start) => all.every(({ at, places }, w) => places[here[w]][part]?.includes(start + at))));
    const points = all.reduce((sum, { weight, has }, w) => sum + 2 * weight * has.q[here[w]], 0);
    if (stands) found.at.set(doc, { points, chunk: has.chunk[i] });
  });
  return found;
}

interface Sifted {
  field: string;
  term: string;
  not: boolean;
  docs: number[];
}

// sift finds the reviews that have a fact.
async function sift({ field, key, prefix, not }: Filter, index: Index): Promise<Sifted> {
  const term = `${field}:${key}`;
  let terms = [term];
  if (prefix || !(field === "id" || not || (await index.postings(term)))) ({ terms } = await expand(term, index, !prefix));
  const all = await Promise.all(terms.map((term) => index.postings(term)));
  return { field, term, not, docs: all.flatMap((found) => found?.docs ?? []) };
}
