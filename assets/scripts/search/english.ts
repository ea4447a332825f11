// English without its endings: Porter's algorithm (Program 14, 1980) with the two
// departures of his own later version, as blevesearch/go-porterstemmer has it.

// The endings of steps 2, 3 and 4, each with what takes its place. The first that
// fits is the one.
const longEndings = pairs(
  "ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous ization ize " +
    "ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble logi log",
);
const nextEndings = pairs("icate ic ative - alize al iciti ic ical ic ful - ness -");
const lastEndings =
  "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(" ");

function pairs(text: string): string[][] {
  return (text.match(/\S+ \S+/g) as string[]).map((pair) => pair.replace("-", "").split(" "));
}

// stem takes a word of at least three small letters.
export function stem(word: string): string {
  word = tense(plural(word));
  if (/.y$/.test(word) && vowel(cut(word, 1))) word = cut(word, 1) + "i";
  for (const endings of [longEndings, nextEndings]) {
    const found = endings.find(([ending]) => ends(word, ending));
    if (!found) continue;
    const rest = cut(word, found[0].length);
    if (measure(rest) > 0) word = rest + found[1];
  }
  return tidy(withoutLast(word));
}

function plural(word: string): string {
  if (ends(word, "sses") || ends(word, "ies")) return cut(word, 2);
  return ends(word, "s") && !ends(word, "ss") ? cut(word, 1) : word;
}

function tense(word: string): string {
  if (ends(word, "eed")) return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
  const ending = ["ed", "ing"].find((e) => ends(word, e));
  if (!ending) return word;
  const rest = cut(word, ending.length);
  if (!vowel(rest)) return word;
  if (["at", "bl", "iz"].some((e) => ends(rest, e))) return rest + "e";
  if (/([^aeioulsz])\1$/.test(rest) && /c$/.test(shape(rest))) return cut(rest, 1);
  return measure(rest) === 1 && short(rest) ? rest + "e" : rest;
}

function withoutLast(word: string): string {
  const ending = lastEndings.find((e) => ends(word, e));
  if (!ending) return word;
  const rest = cut(word, ending.length);
  return measure(rest) > 1 && (ending !== "ion" || /[st]$/.test(rest)) ? rest : word;
}

function tidy(word: string): string {
  const rest = cut(word, 1);
  const m = measure(rest);
  if (word.endsWith("e") && (m > 1 || (m === 1 && !short(rest)))) word = rest;
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

const vowel = (word: string) => shape(word).includes("v");

// measure counts vowels followed by consonants.
const measure = (word: string) => shape(word).split("vc").length - 1;

// short tells whether the word ends consonant, vowel, consonant other than w, x
// and y.
const short = (word: string) => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);
