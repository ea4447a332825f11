// The book that is searched: by its files, or by asking a server.
import type { Answer, Hit, Suggestion } from "./answer.ts";
import { nearest } from "./expand.ts";
import { find, type Finding } from "./find.ts";
import { Index, type Meta } from "./index.ts";
import { parts, understand } from "./query.ts";
import { chunkOf, Marker } from "./snippet.ts";
import { Store } from "./store.ts";

export class Book {
  readonly root: URL; // of the site
  readonly #store: Store;

  // base is where the files of the search lie, beside its page.
  constructor(readonly base: URL) {
    this.root = new URL("..", base);
    this.#store = new Store(base);
  }

  // page is where a question is asked on a page of its own.
  page(question: string): string {
    return `${this.href("search/")}?q=${encodeURIComponent(question)}`;
  }

  // href is the way to an address of the site. It names the file, so that it works
  // from a disk.
  href(address: string): string {
    const [path, fragment = ""] = address.split("#");
    const url = new URL(path.replace(/[^/]+/g, encodeURIComponent) + "index.html", this.root);
    url.hash = fragment;
    return url.href;
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
    const near = total ? [] : (await Promise.all(finding.lost.map((word) => nearest(word, index)))).flat();
    return {
      all: finding.all,
      total,
      notes: query.notes,
      instead: finding.matches.flatMap(({ replaced }) => replaced ?? []),
      hits: (n) => Promise.all(finding.docs.slice(0, n).map((doc) => hit(doc, finding, marker))),
      near: total || near.length ? near : (await this.suggestions()).map(({ question }) => question),
      groups: Object.keys(index.meta.facets),
      facet: finding.facet,
    };
  }

  index(): Promise<Index> {
    return this.#store.json("meta", (meta: Meta) => new Index(this.#store, meta));
  }

  async #askServer(address: string, question: string): Promise<Answer> {
    const ask = async (n: number, facets = "") => {
      const response = await fetch(new URL(`${address}?q=${encodeURIComponent(question)}&limit=${n}${facets}`, this.base));
      if (!response.ok) throw Error(await response.text());
      return response.json();
    };
    const first = await ask(1, "&facets=1");
    return {
      notes: [], instead: [], ...first,
      hits: async (n) => (await ask(n)).hits,
      near: first.nearest ?? [],
      groups: Object.keys(first.facets ?? {}),
      facet: async (group) => first.facets[group],
    };
  }
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
    where: found && { part: parts[part!], label, address: row.a + (part === 4 ? "conversation/" : "") + (anchor && "#" + anchor) },
    snippet,
    marks,
  };
}
