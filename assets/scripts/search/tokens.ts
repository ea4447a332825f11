// Text cut into words, as internal/search cuts it: what is found must not depend
// on who looked.

// A Token is a word of a text; start and end say where it stands.
export interface Token {
  surface: string;
  start: number;
  end: number;
}

// Scripts that write no spaces: Han, kana, Hangul. Any two of their characters
// that stand together are searched.
const cjk =
  "\u1100-\u11FF\u3005-\u3007\u3040-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97F" +
  "\uAC00-\uD7FF\uF900-\uFAFF\uFF66-\uFF9F\u{20000}-\u{3FFFF}";
const word = "[\\p{L}\\p{M}\\p{Nd}]";
const spaced = `(?![${cjk}])${word}`;
const isCJK = new RegExp(`(?=[${cjk}])${word}`, "u");

// A run is of one kind; an apostrophe within a word belongs to it, and the
// genitive's 's does not.
const runs = new RegExp(
  `((?=[${cjk}])${word}(?:(?=[${cjk}\\p{M}])${word})*)|` +
    `(${spaced}(?:${spaced}|\\p{M}|['’＇](?![sS](?!${word}))(?=${spaced}))*)(?:['’＇][sS](?!${word}))?`,
  "gu",
);
const apostrophes = /['’＇]/g;

const longest = 64; // characters of a surface

// Letters that some alphabets have for themselves, as people write them without.
const plain: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" };

// fold makes one spelling of those that mean the same.
export function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  const letters = text.normalize("NFKD").replace(/./gsu, (letter) => plain[(letter = letter.toLowerCase())] ?? letter);
  return letters.replace(/[\u0300-\u036f]/g, "").normalize("NFC");
}

// keyFold makes of a field's value what its term is called.
export function keyFold(value: string): string {
  return fold(value).replace(/[^\p{L}\p{M}\p{Nd}+#]+/gu, "-").replace(/^-|-$/g, "");
}

// hasCJK tells whether a surface is of a script without spaces.
export const hasCJK = (surface: string) => isCJK.test(surface);

// tokens cuts a text; where apostrophes keep words apart, as in l'heure, apart is
// true.
export function tokens(text: string, apart = false): Token[] {
  const all: Token[] = [];
  if (apart) text = text.replace(apostrophes, " ");
  for (const found of text.matchAll(runs)) {
    if (found[1]) all.push(...pairs(found[1], found.index!));
    else {
      const surface = first(fold(found[2].replace(apostrophes, "")), longest);
      if (surface) all.push({ surface, start: found.index!, end: found.index! + found[2].length });
    }
  }
  return all;
}

// first is the beginning of a text, in characters.
export const first = (text: string, n: number) => (text.length > n ? [...text].slice(0, n).join("") : text);

// pairs gives each character with the one after it, and the last alone: each
// character begins a token, so that any part of the run is a phrase.
function pairs(written: string, at: number): Token[] {
  const letters = [...fold(written)];
  const sources = [...written];
  const same = letters.length === sources.length;
  return letters.map((letter, i) => {
    const start = at;
    if (same) at += sources[i].length;
    const end = same ? at + (sources[i + 1] ?? "").length : start + written.length;
    return { surface: letter + (letters[i + 1] ?? ""), start, end };
  });
}
