// What may stand for a word that the book does not have: words that it begins,
// else words that look like it.
import type { Index, Word } from "./index.ts";
import { hasCJK } from "./tokens.ts";

const beginnings = 32; // words that may stand for the beginning of one
const neighbours = 8; // words that may stand for one typed wrongly

// A Replaced word is one typed wrongly, with those taken for it.
export interface Replaced {
  word: string;
  words: string[];
}

// expand gives the terms that may stand for a surface; for one typed wrongly, if
// near is true, with the words they are of. A keyword begins with its field.
export async function expand(surface: string, index: Index, near: boolean): Promise<{ terms: string[]; replaced?: Replaced }> {
  const [field, letters] = parted(surface);
  const cjk = hasCJK(surface);
  if (letters.length > 1 || (cjk && !field)) {
    const begun = await index.words(surface);
    const terms = begun.length ? stems(begun, beginnings) : await index.terms(surface, beginnings);
    if (terms.length) return { terms };
  }
  if (!near || cjk || letters.length < 4) return { terms: [] };
  const like = await alike(field, letters, field + letters[0], letters.length < 8 ? 1 : 2, index);
  const closest = like.filter(({ away }) => away === like[0].away).map(({ word }) => word);
  const words = closest.slice(0, neighbours).map((word) => word.surface.slice(field.length));
  return { terms: stems(closest, neighbours), replaced: words.length ? { word: letters.join(""), words } : undefined };
}

// nearest are the three words that are written most like a surface, even where
// that is not much; for a keyword, of all of its field.
export async function nearest(surface: string, index: Index): Promise<string[]> {
  const [field, letters] = parted(surface);
  const like = await alike(field, letters, field || letters[0], Math.max(2, letters.length >> 1), index);
  return like.map(({ word }) => word.surface).filter((other) => other.length > field.length + 1).slice(0, 3);
}

// parted is a surface as its field with the colon, which may be nothing, and the
// letters of the rest.
function parted(surface: string): [field: string, letters: string[]] {
  const at = surface.indexOf(":") + 1;
  return [surface.slice(0, at), [...surface.slice(at)]];
}

// alike are words at most so far away, the nearest first, then the most common.
async function alike(field: string, letters: string[], beginning: string, most: number, index: Index): Promise<{ word: Word; away: number }[]> {
  const words = (await index.words(beginning)).sort(byCount);
  const all = words.map((word) => ({ word, away: distance(letters, [...word.surface.slice(field.length)], most) }));
  return all.filter(({ away }) => away <= most).sort((a, b) => a.away - b.away);
}

const byCount = (a: Word, b: Word) => b.count - a.count || (a.surface < b.surface ? -1 : 1);

// stems are the terms of the n words of most reviews.
const stems = (words: Word[], n: number) => [...new Set(words.sort(byCount).slice(0, n).map((word) => word.stem))];

// distance is how many letters must be changed, put in, left out or swapped with
// their neighbour to make one word of the other, each place at most once (optimal
// string alignment); more than most is not counted out.
function distance(from: string[], to: string[], most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let last = to.map((_, j) => j);
  last.push(to.length);
  from.forEach((letter, i) => {
    const row = [i + 1];
    to.forEach((other, j) => {
      let cost = Math.min(last[j] + +(letter !== other), last[j + 1] + 1, row[j] + 1);
      if (i && j && letter === to[j - 1] && from[i - 1] === other) cost = Math.min(cost, before[j - 1] + 1);
      row.push(cost);
    });
    before = last;
    last = row;
  });
  return last[to.length];
}
