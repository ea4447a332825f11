// The panel over a page: what is found while somebody types. It is the combobox of
// the ARIA practices: the focus stays in the field, arrows choose.
import type { Answer, Hit } from "./answer.ts";
import { Asker } from "./asker.ts";
import type { Book } from "./book.ts";
import { dayOf, element, placeOf, told, withMarks } from "./element.ts";

// most is how many reviews the panel shows; the page has them all.
const most = 8;

export class Panel extends Asker {
  readonly #list: HTMLElement;
  #options: HTMLElement[] = [];
  #at = -1; // the chosen option
  #goes = false; // Enter was pressed before the answer came

  constructor(readonly panel: HTMLDialogElement, book: Book) {
    super(book, panel.querySelector("input")!, panel.querySelector("[role=status]")!);
    this.#list = panel.querySelector("[role=listbox]")!;
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#typed();
  }

  #typed(): void {
    this.#goes = false;
    if (this.question) this.later(() => this.ask(most));
    else this.#offer();
  }

  show(answer: Answer, hits: Hit[]): void {
    const options = [...hits.map((hit) => this.#found(hit)), ...answer.near.map((question) => ask(question))];
    if (answer.total > most) options.push(link(this.book.page(this.question), element("span.all", `All ${answer.total} reviews`)));
    this.#list.replaceChildren(...options);
    this.#fill(options, told(answer));
    if (answer.total) this.#choose(0);
    if (answer.total && this.#goes && this.panel.open) options[0].click();
  }

  // offer shows what this reader searched for lately, and terms of the book.
  async #offer(): Promise<void> {
    const newest = this.begin();
    const terms = (await this.book.suggestions()).map(({ question, name, about }) => ask(question, name, about));
    const lately = this.recent().map((question) => ask(question));
    if (!newest()) return;
    this.#list.replaceChildren(...group("Lately", lately), ...group("In this book", terms));
    this.#fill([...lately, ...terms], "");
  }

  #fill(options: HTMLElement[], said: string): void {
    this.#options = options;
    options.forEach((option, i) => (option.id = `c-option-${i}`));
    this.#list.scrollTop = 0;
    this.#choose(-1);
    this.said.textContent = said;
  }

  #found(hit: Hit): HTMLElement {
    return link(
      this.book.href(hit.where?.address ?? hit.address),
      element("span.title", ...withMarks(hit.title, hit.titleMarks)),
      element("span.day", dayOf(hit)),
      element("span.where", placeOf(hit)),
      element("span.sentence", ...withMarks(hit.snippet, hit.marks)),
    );
  }

  #choose(to: number): void {
    this.#options[this.#at]?.removeAttribute("aria-selected");
    this.#at = to;
    const option = this.#options[to];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  #key(event: KeyboardEvent): void {
    const n = this.#options.length;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && n) this.#choose((this.#at + 1) % n);
    else if (event.key === "ArrowUp" && n) this.#choose((Math.max(this.#at, 0) + n - 1) % n);
    else if (event.key !== "Enter") return;
    else if (this.settled) this.#options[this.#at]?.click();
    else this.#goes = true;
    event.preventDefault();
  }

  #clicked(event: MouseEvent): void {
    const option = (event.target as Element).closest<HTMLElement>(".option");
    if (!option) return;
    const { ask } = option.dataset;
    if (ask) {
      this.field.value = ask;
      this.field.focus();
      return this.#typed();
    }
    this.remember();
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.panel.close();
  }
}

const link = (href: string, ...parts: HTMLElement[]) => element("a.option", { role: "option", tabindex: "-1", href }, ...parts);

// ask is an option that asks something else.
const ask = (question: string, name = question, about = "") =>
  element("div.option", { role: "option", "data-ask": question }, element("span", name), element("span.day", about));

function group(title: string, options: HTMLElement[]): HTMLElement[] {
  return options.length ? [element("div.group", { role: "group", "aria-label": title }, element("p", { "aria-hidden": "true" }, title), ...options)] : [];
}
