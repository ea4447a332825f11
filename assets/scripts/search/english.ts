// English without its endings: Porter's algorithm (Program 14, 1980) with the two
// departures of his own later version, as blevesearch/go-porterstemmer has it.

// stem takes a word of some small letters, at least three.
export function stem(word: string): string {
  word = tense(shortened(word, plurals, -1));
  if (/.y$/.test(word) && hasVowel(cut(word, 1))) word = cut(word, 1) + "i";
  return tidy(shortened(shortened(shortened(word, longEndings, 0), nextEndings, 0), lastEndings, 1));
}

// Endings, each with what takes its place.
const plurals = pairs("sses>ss ies>i ss>ss s");
const longEndings = pairs(
  "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ization>ize " +
    "ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log",
);
const nextEndings = pairs("icate>ic ative alize>al iciti>ic ical>ic ful ness");
const lastEndings = pairs("al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize");

function pairs(text: string): string[][] {
  return text.split(" ").map((pair) => pair.split(">"));
}

// shortened changes the first ending that fits, where enough is left of the word.
function shortened(word: string, endings: string[][], least: number): string {
  const found = endings.find(([ending]) => ends(word, ending));
  if (!found) return word;
  const [ending, other = ""] = found;
  const rest = cut(word, ending.length);
  return measure(rest) > least && (ending !== "ion" || /[st]$/.test(rest)) ? rest + other : word;
}

function tense(word: string): string {
  if (ends(word, "eed")) return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
  const ending = ["ed", "ing"].find((e) => ends(word, e));
  const rest = cut(word, ending?.length ?? 0);
  if (!ending || !hasVowel(rest)) return word;
  if (/.(at|bl|iz)$/.test(rest)) return rest + "e";
  if (/([^aeioulsz])\1$/.test(rest) && /c$/.test(shape(rest))) return cut(rest, 1);
  return measure(rest) === 1 && isShort(rest) ? rest + "e" : rest;
}

function tidy(word: string): string {
  const rest = cut(word, 1);
  const m = measure(rest);
  if (word.endsWith("e") && (m > 1 || (m === 1 && !isShort(rest)))) word = rest;
  return /.ll$/.test(word) && measure(cut(word, 1)) > 1 ? cut(word, 1) : word;
}

const cut = (word: string, n: number) => word.slice(0, word.length - n);

// ends tells whether the word has the ending and something before it.
const ends = (word: string, ending: string) => word.length > ending.length && word.endsWith(ending);

// shape writes v for each vowel and c for each consonant. A y is a vowel after a
// consonant.
function shape(word: string): string {
  let was = "";
  for (const letter of word) was += /[aeiou]/.test(letter) || (letter === "y" && was.endsWith("c")) ? "v" : "c";
  return was;
}

const hasVowel = (word: string) => shape(word).includes("v");

// measure counts vowels followed by consonants.
const measure = (word: string) => shape(word).split("vc").length - 1;

// isShort tells whether the word ends consonant, vowel, consonant other than w, x
// and y.
const isShort = (word: string) => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);
