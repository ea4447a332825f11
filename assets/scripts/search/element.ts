// Elements are built from nodes: what a review says is text here, whatever it
// looks like.
import type { Answer, Hit, Marks } from "./answer.ts";

// A Part of an element is what it holds, or some of its attributes.
export type Part = Node | string | Record<string, string>;

// element makes one of attributes, texts and other elements: "p.where" is a
// paragraph of the class where.
export function element(name: string, ...parts: Part[]): HTMLElement {
  const [tag, kind] = name.split(".");
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  for (const part of parts) {
    if (typeof part === "string" || part instanceof Node) made.append(part);
    else for (const key in part) made.setAttribute(key, part[key]);
  }
  return made;
}

// withMarks is a text with what was looked for marked. Pairs of characters overlap
// and are marked as one.
export function withMarks(text: string, marks: Marks = []): Part[] {
  const all: Part[] = [];
  let at = 0;
  marks.forEach(([from, to], i) => {
    if (marks[i + 1]?.[0] < to) marks[i + 1][0] = from;
    else all.push(text.slice(at, from), element("mark", text.slice(from, (at = to))));
  });
  return [...all, text.slice(at)];
}

// told says what came of a question.
export function told({ total, all, instead, notes }: Answer): string {
  const found = total ? `${total} review${total > 1 ? "s" : ""}${all < total ? `, ${all || "none"} with all of this` : ""}` : "No review has this";
  return [found, ...instead.map(({ word, words }) => `“${word}” taken as ${words.join(", ")}`), ...notes].join(". ") + ".";
}

// dayOf is a day as people write it: 3 Feb 2026.
export const dayOf = ({ day }: Hit) => (day ? new Date(day).toUTCString().slice(5, 16).replace(/^0/, "") : "");

// placeOf is how people call the place that was found: its heading, else the part
// of the review and where in it.
export function placeOf({ where }: Hit): string {
  const { part = "", label = "" } = where ?? {};
  return label && /narr|learn/.test(part) ? label : part + (label && " · " + label);
}
