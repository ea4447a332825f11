// The list of reviews that the filter works on: the cards of the page and, where
// those are but the newest, all others as soon as they are asked for.

export type Order = "" | "oldest" | "title" | "short";

// An Item is a review; its card stands on the page, or is made when it is shown.
interface Item {
  slug: string;
  title: string;
  day: string;
  kind: string;
  minutes: number;
  terms: string[];
  card?: HTMLElement;
}

// mostShown is how many cards a page bears.
const mostShown = 400;

const compare: Record<string, (a: Item, b: Item) => number> = {
  oldest: (a, b) => (a.day || "9999").localeCompare(b.day || "9999"),
  title: (a, b) => a.title.localeCompare(b.title),
  short: (a, b) => a.minutes - b.minutes,
};

export class List {
  items: Item[];
  partial: boolean; // older reviews are not here
  private sections = [...document.querySelectorAll<HTMLElement>("[data-section]")];
  private homes = new Map<HTMLElement, HTMLElement>();
  private older: HTMLElement | null = null;
  private loading: Promise<void> | null = null;

  constructor(private readonly all: string | undefined) {
    this.items = [...document.querySelectorAll<HTMLElement>("[data-terms]")].map(readCard);
    for (const { card } of this.items) this.homes.set(card!, card!.parentElement!);
    this.partial = all !== undefined;
  }

  // complete fetches what the page does not show, once. It may not be possible: a
  // page opened from a disk may not ask for files.
  complete(): Promise<void> {
    if (!this.all) return Promise.resolve();
    this.loading ??= fetch(this.all)
      .then((answer) => answer.json())
      .then((data) => this.add(data))
      .catch(() => {});
    return this.loading;
  }

  private add(data: { terms: string[]; reviews: (Omit<Item, "terms"> & { terms: number[] })[] }): void {
    const known = new Set(this.items.map((item) => item.slug));
    for (const r of data.reviews) {
      if (!known.has(r.slug)) this.items.push({ ...r, day: r.day ?? "", terms: r.terms.map((i) => data.terms[i]) });
    }
    this.partial = false;
  }

  // show hides what lacks a wanted term, puts the rest in order, and says how many
  // are left and how many of them are on the page.
  show(wanted: string[], order: Order): { count: number; shown: number } {
    const by = compare[order];
    const found = this.items.filter((item) => wanted.every((term) => item.terms.includes(term)));
    if (by) found.sort(by);
    const narrowed = wanted.length > 0 || by !== undefined;
    const shown = narrowed ? found.slice(0, mostShown) : found.filter((item) => this.own(item));
    const visible = new Set(shown);
    for (const item of this.items) {
      if (this.own(item)) item.card!.hidden = !visible.has(item);
      else item.card?.remove();
    }
    if (by) this.first().append(...shown.map(cardOf));
    else this.putBack(shown.filter((item) => !this.own(item)));
    for (const section of this.sections) {
      section.hidden = !section.querySelector("[data-terms]:not([hidden])");
      section.querySelector("h2")!.hidden = by !== undefined;
    }
    return { count: found.length, shown: shown.length };
  }

  // own tells whether an item's card came with the page.
  private own(item: Item): boolean {
    return item.card !== undefined && this.homes.has(item.card);
  }

  // putBack puts the page's own cards where they were, and others after them.
  private putBack(others: Item[]): void {
    for (const [card, home] of this.homes) home.append(card);
    this.older?.remove();
    this.older = null;
    if (others.length === 0) return;
    this.older = document.createElement("ol");
    this.older.className = "cards";
    this.older.append(...others.map(cardOf));
    this.sections.at(-1)!.after(this.older);
  }

  private first(): HTMLElement {
    return this.homes.values().next().value!;
  }
}

function readCard(card: HTMLElement): Item {
  const link = card.querySelector<HTMLAnchorElement>("h3 a");
  return {
    slug: decodeURIComponent(link?.pathname.match(/reviews\/([^/]+)\//)?.[1] ?? ""),
    title: card.querySelector("h3")!.textContent!.trim(),
    day: card.querySelector("time")?.dateTime ?? "",
    kind: "",
    minutes: Number(card.dataset.minutes),
    terms: card.dataset.terms!.split(" "),
    card,
  };
}

// cardOf is an item's card: the page's own, or one that says where to find it.
function cardOf(item: Item): HTMLElement {
  if (item.card) return item.card;
  const card = document.createElement("li");
  card.className = "card";
  card.dataset.terms = item.terms.join(" ");
  const when = document.createElement("p");
  when.className = "when";
  const time = document.createElement("time");
  time.dateTime = item.day;
  time.textContent = item.day ? new Date(item.day).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) : "undated";
  when.append(time);
  const what = document.createElement("div");
  what.className = "what";
  const title = document.createElement("h3");
  const link = document.createElement("a");
  link.href = encodeURIComponent(item.slug) + "/index.html";
  link.textContent = item.title;
  title.append(link);
  what.append(title);
  const side = document.createElement("p");
  side.className = "side";
  side.textContent = item.kind;
  card.append(when, what, side);
  item.card = card;
  return card;
}
