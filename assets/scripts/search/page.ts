// The page for searching. What is asked is one text, which also says what was
// ticked; it lives in the address, so that it can be sent to somebody.
import type { Answer, Hit, Value } from "./answer.ts";
import { Asker } from "./asker.ts";
import type { Book } from "./book.ts";
import { dayOf, element, placeOf, told, withMarks, type Part } from "./element.ts";
import { asking, toggled } from "./query.ts";

// step is how many reviews are shown at first, and more each time.
const step = 10;

// most is how many reviews are shown on one page.
const most = 200;

// mostValues is how many terms of a group are shown, those of most reviews first.
const mostValues = 100;

export class Page extends Asker {
  readonly #list: HTMLElement;
  readonly #more: HTMLElement;
  readonly #facets: HTMLDetailsElement;
  readonly #groups: NodeListOf<HTMLDetailsElement>;
  #answer?: Answer;
  #shown = step;

  constructor(readonly page: HTMLElement, book: Book) {
    const find = <T extends HTMLElement>(name: string) => page.querySelector<T>(name)!;
    super(book, find("input"), find("[role=status]"));
    this.#list = find("ol");
    this.#more = find(".more");
    this.#facets = find(".facets");
    this.#groups = page.querySelectorAll("[data-group]");
    this.field.addEventListener("input", () => this.later(() => this.#go("replace")));
    find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.remember();
      this.#go("push");
    });
    this.#facets.open = matchMedia("(width > 66rem)").matches;
    page.querySelectorAll("details").forEach((part) => part.addEventListener("toggle", () => this.#narrow()));
    this.#facets.addEventListener("change", ({ target }) => {
      const { name, value } = target as HTMLInputElement;
      this.field.value = toggled(this.question, name, value);
      this.#go("push");
    });
    this.#more.addEventListener("click", () => this.#further());
    addEventListener("popstate", () => this.#recall());
    this.#recall();
  }

  // recall reads the address.
  #recall(): Promise<void> {
    const address = new URLSearchParams(location.search);
    this.field.value = address.get("q") ?? "";
    return this.#look(+address.get("n")!);
  }

  // go asks, and writes it into the address: anew for what was asked for, in place
  // for what was only typed.
  #go(how: "push" | "replace", shown = step): Promise<void> {
    const address = new URLSearchParams({ q: this.question });
    if (shown > step) address.set("n", `${shown}`);
    history[`${how}State`](null, "", "?" + address);
    return this.#look(shown);
  }

  async #look(shown: number): Promise<void> {
    this.#shown = Math.min(shown || step, most);
    this.page.classList.toggle("asked", this.question !== "");
    if (this.question) return this.ask(this.#shown);
    this.begin();
    this.said.textContent = "";
  }

  show(answer: Answer, hits: Hit[]): void {
    this.#answer = answer;
    this.#list.replaceChildren(...hits.map((hit) => this.#card(hit)));
    const near = answer.near.flatMap((question) => [" ", element("a", { href: this.book.page(question) }, question)]);
    this.said.replaceChildren(told(answer), ...near);
    this.#facets.hidden = !answer.total;
    this.#more.hidden = hits.length >= Math.min(answer.total, most);
    this.#narrow();
  }

  // further shows more of the same, and leads the reader there.
  async #further(): Promise<void> {
    const before = this.#list.children.length;
    await this.#go("replace", this.#shown + step);
    this.#list.children[before]?.querySelector("a")!.focus();
  }

  // card is a review that was found, with the sentence that says why.
  #card(hit: Hit): HTMLElement {
    const link = (address: string, ...said: Part[]) => element("a", { href: this.book.href(address) }, ...said);
    const marks = [hit.kind, hit.severity, hit.status].flatMap((mark) => (mark ? element("span", mark) : []));
    return element(
      "li.card",
      element("p.when", element("time", hit.day ? { datetime: hit.day } : "", dayOf(hit))),
      element("h2", link(hit.address, ...withMarks(hit.title, hit.titleMarks))),
      element("p.facts-line", ...marks),
      element("p.place", ...(hit.where ? [link(hit.where.address, placeOf(hit)), " "] : []), ...withMarks(hit.snippet, hit.marks)),
    );
  }

  // narrow shows, in each group, the terms that what was found has in common: all
  // at once, so that nothing moves. Those of a group are read once it is open.
  async #narrow(): Promise<void> {
    const answer = this.#answer;
    const groups = [...this.#groups].map((group) => ({ group, name: group.dataset.group! }));
    const values = await Promise.all(groups.map(({ group, name }) => (this.#facets.open && group.open && answer?.groups.includes(name) ? answer.facet(name) : [])));
    if (answer !== this.#answer) return;
    const { id } = document.activeElement!;
    groups.forEach(({ group, name }, i) => {
      const sorted = values[i].sort((a, b) => name === "year" ? +b.key - +a.key : b.count - a.count);
      group.hidden = !answer?.total || !answer.groups.includes(name);
      group.lastElementChild!.replaceChildren(...sorted.flatMap((value) => this.#row(name, value)).slice(0, mostValues));
    });
    document.getElementById(id)?.focus();
  }

  #row(group: string, { key, name, count }: Value): HTMLElement[] {
    const chosen = asking(this.question, group, key).length > 0;
    if (!count && !chosen) return [];
    const box = element("input", { type: "checkbox", name: group, value: key, id: `c-${group}-${key}` }) as HTMLInputElement;
    box.checked = chosen;
    return [element("label", box, element("span", name), element("span.count", `${count}`))];
  }
}
