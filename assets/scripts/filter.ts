// Narrows and sorts the list of reviews. The page holds links to every term's own
// page; here they become menus that combine, and the choice lives in the address.
// Where the page shows but the newest reviews, a list of all is fetched for it.
import { List, Order } from "./list.ts";

export function filterReviews(): void {
  const box = document.querySelector<HTMLElement>("[data-filters]");
  if (!box) return;
  const list = new List(box.dataset.all);
  const count = box.querySelector<HTMLElement>("[data-count]")!;
  const all = count.textContent ?? "";
  const menus = [...box.querySelectorAll<HTMLElement>("[data-filter]")].map((details) => {
    const select = menu(details.dataset.filter!, details);
    details.replaceWith(labelled(details.querySelector("summary")!.textContent!, select));
    return select;
  });
  const years = document.querySelector<HTMLElement>(".years")!;
  const place = (name: string) => box.querySelector(`[data-place=${name}]`);
  const yearPlace = place("years");
  if (yearPlace) {
    menus.push(menu("years", years));
    yearPlace.replaceWith(labelled("Year", menus.at(-1)!));
  }
  if (years.dataset.years !== undefined) years.remove();
  const sort = document.createElement("select");
  sort.name = "sort";
  for (const [value, text] of Object.entries(orders)) sort.append(new Option(text, value));
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show all";
  place("sort")!.replaceWith(labelled("Sort", sort));
  count.after(reset);

  const apply = async () => {
    const wanted = menus.map((m) => m.value).filter((v) => v !== "");
    for (const m of menus) m.classList.toggle("chosen", m.value !== "");
    reset.hidden = wanted.length === 0;
    if (wanted.length > 0 || sort.value) await list.complete();
    const found = list.show(wanted, sort.value as Order);
    count.textContent = wanted.length === 0 && !sort.value ? all : said(found, list);
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
  for (const m of [...menus, sort]) m.addEventListener("change", () => { remember(); void apply(); });
  reset.addEventListener("click", () => {
    for (const m of menus) m.value = "";
    remember();
    void apply();
    menus[0].focus();
  });
  recall();
  void apply();
}

// The orders: the page's own, then those that mix the years.
const orders: Record<Order, string> = { "": "newest first", oldest: "oldest first", title: "by title", short: "shortest to read" };

// said tells how many reviews were found, and whether that is all there is to say.
function said(found: { count: number; shown: number }, list: List): string {
  let text = `${found.count} of ${list.items.length} reviews`;
  if (found.shown < found.count) text += `; the first ${found.shown} are shown`;
  if (list.partial) text += "; older ones could not be loaded, and stand on the page of each term";
  return text;
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
