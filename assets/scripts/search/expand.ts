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
  const field = surface.slice(0, surface.indexOf(":") + 1);
  const letters = [...surface.slice(field.length)];
  const cjk = hasCJK(surface);
  if (letters.length > 1 || cjk) {
    const begun = await index.words(surface);
    const terms = begun.length ? stems(begun, beginnings) : await index.terms(surface, beginnings);
    if (terms.length) return { terms };
  }
  if (!near || cjk || letters.length < 4) return { terms: [] };
  const close = closest(letters, await index.words(field + letters[0]), field.length, letters.length < 8 ? 1 : 2);
  const words = commonest(close, neighbours).map((word) => word.surface.slice(field.length));
  const replaced = words.length ? { word: surface.slice(field.length), words } : undefined;
  return { terms: stems(close, neighbours), replaced };
}

// resembling are the words most like a surface, even where that is not much.
export async function resembling(surface: string, index: Index): Promise<string[]> {
  const letters = [...surface];
  const close = closest(letters, await index.words(letters[0]), 0, Math.ceil(letters.length / 2));
  return commonest(close, 3).map((word) => word.surface);
}

// closest are the words at the smallest distance, which is at most most.
function closest(letters: string[], words: Word[], from: number, most: number): Word[] {
  let found: Word[] = [];
  for (const word of words) {
    const d = distance(letters, [...word.surface.slice(from)], most);
    if (d > most) continue;
    if (d < most) found = [];
    most = d;
    found.push(word);
  }
  return found;
}

// commonest are the n words of most reviews.
function commonest(words: Word[], n: number): Word[] {
  return words.sort((a, b) => b.count - a.count || (a.surface < b.surface ? -1 : 1)).slice(0, n);
}

const stems = (words: Word[], n: number) => [...new Set(commonest(words, n).map((word) => word.stem))];

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
      let cost = Math.min(last[j] + Number(letter !== other), last[j + 1] + 1, row[j] + 1);
      if (i && j && letter === to[j - 1] && from[i - 1] === other) cost = Math.min(cost, before[j - 1] + 1);
      row.push(cost);
    });
    before = last;
    last = row;
  });
  return last[to.length];
}
