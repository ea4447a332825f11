// Narrows and sorts the list of reviews. The page holds links to every term's own
// page; here they become menus that combine, and the choice lives in the address.
export function filterReviews(): void {
  const box = document.querySelector<HTMLElement>("[data-filters]");
  if (!box) return;
  const list = new List();
  const count = box.querySelector<HTMLElement>("[data-count]")!;
  const all = count.textContent ?? "";
  const years = document.querySelector<HTMLElement>("[data-years]");
  const menus = [...box.querySelectorAll<HTMLElement>("[data-filter]")].map((details) => {
    const select = menu(details.dataset.filter!, details);
    details.replaceWith(labelled(details.querySelector("summary")!.textContent!, select));
    return select;
  });
  if (years) {
    menus.push(menu("years", years));
    years.remove();
    count.before(labelled("Year", menus.at(-1)!));
  }
  const sort = document.createElement("select");
  sort.name = "sort";
  for (const [value, text] of Object.entries(orders)) sort.append(new Option(text, value));
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show all";
  count.before(labelled("Sort", sort), reset);

  const apply = () => {
    const wanted = menus.map((m) => m.value).filter((v) => v !== "");
    const shown = list.show(wanted, sort.value);
    for (const m of menus) m.classList.toggle("chosen", m.value !== "");
    reset.hidden = wanted.length === 0;
    count.textContent = wanted.length === 0 ? all : `${shown} of ${list.cards.length} reviews`;
  };
  const remember = () => {
    const query = new URLSearchParams();
    for (const m of menus) if (m.value) query.set(m.name, m.value.slice(m.name.length + 1));
    if (sort.value) query.set("sort", sort.value);
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const m of menus) choose(m, query.has(m.name) ? m.name + "/" + query.get(m.name) : "");
    choose(sort, query.get("sort") ?? "");
  };
  for (const m of [...menus, sort]) m.addEventListener("change", () => { apply(); remember(); });
  reset.addEventListener("click", () => {
    for (const m of menus) m.value = "";
    apply();
    remember();
    menus[0].focus();
  });
  recall();
  apply();
}

// The orders: the page's own, then those that mix the years.
const orders: Record<string, string> = { "": "newest first", oldest: "oldest first", title: "by title", short: "shortest to read" };

const compare: Record<string, (a: HTMLElement, b: HTMLElement) => number> = {
  oldest: (a, b) => day(a).localeCompare(day(b)),
  title: (a, b) => title(a).localeCompare(title(b)),
  short: (a, b) => Number(a.dataset.minutes) - Number(b.dataset.minutes),
};

const day = (card: HTMLElement) => card.querySelector("time")?.dateTime || "9999";
const title = (card: HTMLElement) => card.querySelector("h3")!.textContent!.trim();

// A List is the reviews of the page, by year as written or mixed.
class List {
  sections = [...document.querySelectorAll<HTMLElement>("[data-section]")];
  cards = [...document.querySelectorAll<HTMLElement>("[data-terms]")];
  homes = this.cards.map((card) => card.parentElement!);

  // show hides what lacks a wanted term, puts the rest in order, and says how
  // many are left.
  show(wanted: string[], order: string): number {
    let shown = 0;
    for (const card of this.cards) {
      const terms = card.dataset.terms!.split(" ");
      card.hidden = !wanted.every((term) => terms.includes(term));
      if (!card.hidden) shown++;
    }
    const by = compare[order];
    if (by) this.homes[0].append(...[...this.cards].sort(by));
    else this.cards.forEach((card, i) => this.homes[i].append(card));
    this.sections.forEach((section) => {
      section.hidden = !section.querySelector("[data-terms]:not([hidden])");
      section.querySelector("h2")!.hidden = by !== undefined;
    });
    return shown;
  }
}

// choose sets a menu to a value that it has, else to its first.
function choose(select: HTMLSelectElement, value: string): void {
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

// menu makes a <select> of a list of links.
function menu(name: string, links: HTMLElement): HTMLSelectElement {
  const select = document.createElement("select");
  select.name = name;
  select.append(new Option("any", ""));
  for (const a of links.querySelectorAll<HTMLElement>("[data-term]")) {
    const n = a.parentElement?.querySelector(".count")?.textContent ?? "";
    select.append(new Option(`${a.textContent} (${n})`, a.dataset.term!.replace(/\/$/, "")));
  }
  return select;
}

function labelled(text: string, select: HTMLSelectElement): HTMLLabelElement {
  const label = document.createElement("label");
  label.append(text, select);
  return label;
}
