// The book that is searched: by its files, or by asking a server.
import type { Answer, Hit, Suggestion } from "./answer.ts";
import { resembling } from "./expand.ts";
import { find, type Finding } from "./find.ts";
import { Index, type Meta } from "./index.ts";
import { parts, understand } from "./query.ts";
import { chunkOf, Marker } from "./snippet.ts";
import { once, Store } from "./store.ts";

export class Book {
  readonly root: URL; // of the site
  readonly #store: Store;
  readonly #made = new Map<string, Promise<Index>>();

  // base is where the files of the search lie, beside its page.
  constructor(readonly base: URL) {
    this.root = new URL("..", base);
    this.#store = new Store(base);
  }

  // page is where a question is asked on a page of its own.
  page(question: string): string {
    return new URL(`index.html?q=${encodeURIComponent(question)}`, this.base).href;
  }

  // href is the way to an address of the site. It names the file, so that it works
  // from a disk.
  href(address: string): string {
    const [path, fragment] = address.split("#");
    const file = path.replace(/[^/]+/g, encodeURIComponent) + "index.html";
    return new URL(file + (fragment ? "#" + encodeURIComponent(fragment) : ""), this.root).href;
  }

  // suggestions are questions about what the book has much of.
  async suggestions(): Promise<Suggestion[]> {
    const { meta } = await this.index();
    return (meta.suggest ?? []).map(([group, key, name, n]) => ({ question: `${group}:${key}`, name, about: `${group} · ${n}` }));
  }

  async ask(question: string): Promise<Answer> {
    const index = await this.index();
    if (index.meta.ask) return this.#askServer(index.meta.ask, question);
    const query = understand(question, index);
    const finding = await find(query, index);
    const marker = new Marker(finding, index);
    const total = finding.docs.length;
    return {
      mode: finding.all ? "all" : "any",
      total,
      notes: query.notes,
      instead: finding.matches.flatMap(({ replaced }) => replaced ?? []),
      hits: (n) => Promise.all(finding.docs.slice(0, n).map((doc) => hit(doc, finding, marker))),
      near: async () => (total ? [] : near(question, finding, index)),
      groups: Object.keys(index.meta.facets),
      facet: (group) => finding.facet(group),
    };
  }

  index(): Promise<Index> {
    return once(this.#made, "meta", async () => new Index(this.#store, await this.#store.json<Meta>("meta")));
  }

  async #askServer(address: string, question: string): Promise<Answer> {
    const ask = async (n: number, facets = "") => {
      const response = await fetch(new URL(`${address}?q=${encodeURIComponent(question)}&limit=${n}${facets}`, this.root));
      if (!response.ok) throw Error(await response.text());
      return response.json();
    };
    const first = await ask(1, "&facets=1");
    return {
      notes: [], instead: [], ...first,
      hits: async (n) => (await ask(n)).hits,
      near: async () => [],
      groups: Object.keys(first.facets ?? {}),
      facet: async (group) => first.facets[group],
    };
  }
}

// near are questions that may find something where this one does not: words that
// resemble those that the book does not have, and the question without quotes.
async function near(question: string, { matches }: Finding, index: Index): Promise<string[]> {
  const lost = matches.filter(({ clause, at }) => !at.size && clause.words.length === 1);
  const words = await Promise.all(lost.map(({ clause }) => resembling(clause.words[0].surface, index)));
  const bare = question.replace(/["“”„‟«»]/g, "");
  return [...words.flat(), ...(bare === question ? [] : [bare])];
}

async function hit(doc: number, finding: Finding, marker: Marker): Promise<Hit> {
  const row = await marker.index.row(doc, chunkOf(finding, doc));
  const found = marker.best(row);
  const { text: snippet, marks } = found?.snippet ?? marker.cut(row.m ?? "", 1);
  const [part, anchor, label] = row.p?.[found?.passage ?? -1] ?? [];
  return {
    address: row.a,
    title: row.t,
    titleMarks: marker.cut(row.t, 0, Infinity).marks,
    day: row.d,
    kind: row.k,
    severity: row.v,
    status: row.x,
    score: finding.score(doc),
    where: found && { part: parts[part!], label, address: row.a + (part === 4 ? "conversation/" : "") + (anchor && "#" + anchor) },
    snippet,
    marks,
  };
}
