// The sentence that matters: of a review that was found, the stretch of text that
// has most of what was looked for.
import type { Marks } from "./answer.ts";
import type { Finding } from "./find.ts";
import type { Index, Row } from "./index.ts";
import { tokens, type Token } from "./tokens.ts";

// window is how many words are shown, lead how many of them stand before the
// first that was looked for.
const window = 28;
const lead = 6;

// A Snippet is a stretch of a text, with what was looked for in it.
export interface Snippet {
  text: string;
  marks: Marks;
}

interface Looked extends Token {
  term: string;
  weight: number; // 0: nobody asked for it
}

// ranks order passages that say as much, by their parts: what was learned before
// the story, and names last.
const ranks = [4, 1, 2, 0, 3, 4];

// A Marker finds in texts what was looked for.
export class Marker {
  readonly #wanted = new Map<string, { weight: number; parts: number }>();
  #letters = ""; // that its terms begin with

  constructor(readonly finding: Finding, readonly index: Index) {
    for (const { clause, wanted } of finding.matches) {
      for (const [term, weight] of wanted) {
        const parts = clause.parts | (this.#wanted.get(term)?.parts ?? 0);
        this.#wanted.set(term, { weight, parts });
        this.#letters += term[0];
      }
    }
  }

  // best is the passage of a row that has most, if one has something.
  best(row: Row): { passage: number; snippet: Snippet } | undefined {
    const sums = (row.p ?? []).map(([part, , , text]) => 8 * Math.min(this.#weigh(text, part), part === 5 ? 1 : Infinity) - ranks[part]);
    const passage = sums.indexOf(Math.max(1, ...sums));
    if (passage < 0) return;
    const [part, , , text] = row.p![passage];
    return { passage, snippet: this.cut(text, part) };
  }

  // #weigh is what a text has of what was looked for: each term once, and those of
  // a phrase again where it stands there.
  #weigh(text: string, part: number): number {
    const all = this.#look(text, part);
    let total = sum(all);
    for (const { clause: { words, parts }, wanted } of this.finding.matches) {
      const stands = (_: unknown, from: number) => wanted.every(([term], i) => all[from + words[i].at - words[0].at]?.term === term);
      if (words.length > 1 && parts & (1 << part) && all.some(stands)) for (const [, weight] of wanted) total += weight;
    }
    return total;
  }

  // cut is the window of a text that has most, with little before it.
  cut(text: string, part: number, most = window): Snippet {
    const all = this.#look(text, part);
    const sums = all.slice(most - 1).map((_, i) => sum(all.slice(i, i + most)));
    const best = sums.indexOf(Math.max(...sums));
    const first = all.findIndex(({ weight }, i) => i >= best && weight > 0);
    const from = Math.max(0, Math.min(first < 0 ? best : first - lead, all.length - most));
    const shown = all.slice(from, from + most);
    const begin = from > 0 ? all[from].start : 0;
    const end = from + most < all.length ? shown[most - 1].end : text.length;
    const before = begin > 0 ? "… " : "";
    const marks = shown.filter(({ weight }) => weight).map(({ start, end }) => [start, end].map((at) => at - begin + before.length));
    return { text: before + text.slice(begin, end) + (end < text.length ? " …" : ""), marks: marks as Marks };
  }

  // #look tells of each word what it counts. An English word and its stem begin
  // alike, so that most need not be stemmed.
  #look(text: string, part: number): Looked[] {
    return tokens(text, this.index.apart).map((token) => {
      const term = this.index.apart || this.#letters.includes(token.surface[0]) ? this.index.stem(token.surface) : "";
      const wanted = this.#wanted.get(term);
      return { ...token, term, weight: wanted && wanted.parts & (1 << part) ? wanted.weight : 0 };
    });
  }
}

// sum is what the different terms weigh.
function sum(all: Looked[]): number {
  const terms = new Map(all.map(({ term, weight }) => [term, weight]));
  return [...terms.values()].reduce((a, b) => a + b, 0);
}

// chunkOf is the file of a long review in which most of what was found is.
export function chunkOf({ matches }: Finding, doc: number): number {
  const votes: number[] = [];
  for (const { at } of matches) {
    const point = at.get(doc);
    if (point) votes[point.chunk] = (votes[point.chunk] ?? 0) + point.points;
  }
  return votes.reduce((best, points, chunk) => (points > (votes[best] ?? 0) ? chunk : best), 0);
}
