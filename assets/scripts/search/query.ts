// The language of questions, as `casebook help search` tells it.
import type { Index } from "./index.ts";
import { first, hasCJK, keyFold, tokens, type Token } from "./tokens.ts";

// An Item is one thing that a question says, and where it says so.
export interface Item {
  not: boolean;
  field: string; // empty: none
  text: string; // without quotes, and without the star of a beginning
  quoted: boolean;
  prefix: boolean;
  start: number;
  end: number;
}

// A Clause is what a review must say.
export interface Clause {
  words: { surface: string; at: number }[]; // several: a phrase, each at its distance
  prefix: boolean;
  exact: boolean; // nothing may take the place of a word that is not there
  loose: boolean; // may be missing where no review has everything
  not: boolean;
  parts: number; // where it counts, a bit for each
}

// A Filter is a fact that a review must have: one of the terms.
export interface Filter {
  field: string;
  key: string;
  prefix: boolean;
  not: boolean;
}

// A Query is a question as it was understood.
export interface Query {
  clauses: Clause[];
  filters: Filter[];
  dated: boolean; // of the days from after on, up to before
  after: number; // since 1970
  before: number;
  common: boolean; // it has nothing but words that stand everywhere
  notes: string[];
}

// The parts of a review, by their bits.
export const parts = ["title", "narrative", "timeline", "learnings", "conversation", "facts"];

// groups are the fields that hold keys.
export const groups = ["service", "team", "person", "tag", "factor", "tech", "party", "severity", "kind", "status", "year"];

const others: Record<string, string> = { who: "person", technology: "tech", sev: "severity" };
const dated = ["before", "after"];
const fields = new Set([...parts, ...groups, ...dated, "id", "in"]);
const longest = 1000; // characters of a question
const longestPhrase = 32; // words
const most = 32; // items
const everywhere = 63;

const pattern = /(-(?=\S))?([A-Za-z]+:)?(?:"([^"]*)"?|([^"\s]+))?/y;

// items cuts a question apart. Those of a field that say nothing are none.
export function items(question: string, notes: string[] = []): Item[] {
  const text = first(question, longest).replace(/[“”„‟«»]/g, '"');
  const all: Item[] = [];
  for (let at = 0; at < text.length && all.length < most; ) {
    pattern.lastIndex = at;
    let [whole, minus = "", name = "", quoted, bare = ""]: (string | undefined)[] = pattern.exec(text)!;
    const field = fieldOf(name.slice(0, -1));
    if (!field && name) {
      bare = name + bare; // it is a word
      if (quoted !== undefined) whole = minus + name; // and a phrase after it
      quoted = undefined;
    }
    const start = at;
    at += whole!.length || 1;
    if (!whole || whole === "-") continue;
    const prefix = quoted === undefined && bare.endsWith("*");
    const item = { not: minus !== "", field, text: quoted ?? (prefix ? bare.slice(0, -1) : bare), quoted: quoted !== undefined, prefix, start, end: at };
    if (isUnderstood(item)) all.push(item);
    else notes.push(notUnderstood(text.slice(start, at)));
  }
  return all;
}

const notUnderstood = (text: string) => `“${text}” is not understood`;

function fieldOf(name: string): string {
  const low = name.toLowerCase();
  const field = others[low] ?? low;
  return fields.has(field) ? field : "";
}

// isUnderstood tells whether an item of a field has a value that makes sense.
function isUnderstood({ field, text, not }: Item): boolean {
  if (field === "in") return !not && bit(text.toLowerCase()) > 0;
  return dated.includes(field) ? !isNaN(day(text)) : !field || text.trim() !== "";
}

// day is the first day of a year, a month or a day, since 1970.
function day(text: string): number {
  if (!/^\d{4}(-\d\d){0,2}$/.test(text)) return NaN;
  const whole = text + "-01-01".slice(text.length - 4);
  const time = new Date(whole);
  return time.toJSON()?.startsWith(whole) ? +time / 86_400_000 : NaN;
}

// understand reads a question by the rules of a book.
export function understand(question: string, index: Index): Query {
  const query: Query = { clauses: [], filters: [], dated: false, after: -Infinity, before: Infinity, common: false, notes: [] };
  const all = items(question, query.notes);
  const within = all.filter(({ field }) => field === "in").reduce((bits, { text }) => bits | bit(text.toLowerCase()), 0);
  for (const item of all) {
    if (!item.field) words(query, item, within || everywhere, index);
    else if (bit(item.field)) words(query, item, bit(item.field), index);
    else if (dated.includes(item.field)) limit(query, item);
    else if (item.field !== "in" && keyFold(item.text)) query.filters.push({ ...item, key: keyFold(item.text), prefix: item.prefix && item.field !== "id" });
  }
  query.common &&= !query.clauses.length && !query.filters.length && !query.dated;
  if (query.common) query.notes.push("These words stand everywhere");
  return query;
}

// bit is that of a part; of what is none, 0.
const bit = (part: string) => (1 << (parts.indexOf(part) + 1)) >> 1;

// words makes a clause of a word or a phrase.
function words(query: Query, { text, quoted, prefix, not }: Item, parts: number, index: Index): void {
  const all = tokens(text, index.apart).slice(0, longestPhrase);
  const open = all.map(({ surface }, at) => ({ surface, at })).filter(({ at }) => !closes(all, at));
  const kept = open.filter(({ surface }) => index.stem(surface));
  const begins = open.length === 1 && (prefix || isLone(open[0].surface));
  if (begins && !/../u.test(open[0].surface) && !hasCJK(open[0].surface)) query.notes.push(notUnderstood(text + "*"));
  else if (!begins && !kept.length) query.common ||= all.length > 0;
  else query.clauses.push({ words: begins ? open : kept, prefix: begins, exact: quoted || not, loose: !quoted && !not, not, parts });
}

// closes tells whether a token is the last character of a longer run, which the
// token before it has too.
function closes(all: Token[], i: number): boolean {
  return i > 0 && isLone(all[i].surface) && all[i].start < all[i - 1].end;
}

// isLone tells whether a surface is one character of a script without spaces.
const isLone = (surface: string) => hasCJK(surface) && [...surface].length === 1;

// limit narrows the days. Nobody asks for what is not before a day.
function limit(query: Query, { field, text, not }: Item): void {
  query.dated = true;
  if ((field === "after") !== not) query.after = Math.max(query.after, day(text));
  else query.before = Math.min(query.before, day(text));
}

// asking are the items of a question that ask for a fact.
export const asking = (question: string, field: string, key: string) =>
  items(question).filter((item) => !item.not && item.field === field && keyFold(item.text) === key);

// toggled is a question with a fact asked for that was not, or no longer asked for.
export function toggled(question: string, field: string, key: string): string {
  const there = asking(question, field, key);
  if (!there.length) return `${question} ${field}:${key}`.trim();
  for (const { start, end } of there.reverse()) question = question.slice(0, start) + question.slice(end).trimStart();
  return question.trim();
}
