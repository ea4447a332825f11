// Narrows the list of reviews. The page holds links to every term's own page;
// here they become menus that combine, and the choice lives in the address.
export function filterReviews(): void {
  const box = document.querySelector<HTMLElement>("[data-filters]");
  if (!box) return;
  const cards = [...document.querySelectorAll<HTMLElement>("[data-terms]")];
  const count = box.querySelector<HTMLElement>("[data-count]")!;
  const all = count.textContent ?? "";
  const menus = [...box.querySelectorAll<HTMLElement>("[data-filter]")].map(menu);
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show all";
  count.before(reset);

  const apply = () => {
    const wanted = menus.map((m) => m.value).filter((v) => v !== "");
    let shown = 0;
    for (const card of cards) {
      const terms = card.dataset.terms!.split(" ");
      card.hidden = !wanted.every((term) => terms.includes(term));
      if (!card.hidden) shown++;
    }
    for (const section of document.querySelectorAll<HTMLElement>("[data-section]")) {
      section.hidden = !section.querySelector("[data-terms]:not([hidden])");
    }
    for (const m of menus) m.classList.toggle("chosen", m.value !== "");
    reset.hidden = wanted.length === 0;
    count.textContent = wanted.length === 0 ? all : `${shown} of ${cards.length} reviews`;
  };
  const remember = () => {
    const query = new URLSearchParams();
    for (const m of menus) if (m.value) query.set(m.name, m.value.slice(m.name.length + 1));
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const m of menus) {
      const value = query.get(m.name);
      m.value = value ? m.name + "/" + value : "";
      if (m.selectedIndex < 0) m.value = "";
    }
  };
  for (const m of menus) m.addEventListener("change", () => { apply(); remember(); });
  reset.addEventListener("click", () => {
    for (const m of menus) m.value = "";
    apply();
    remember();
    menus[0].focus();
  });
  recall();
  apply();
}

// menu puts a <select> in the place of a list of links.
function menu(details: HTMLElement): HTMLSelectElement {
  const select = document.createElement("select");
  select.name = details.dataset.filter!;
  select.append(new Option("any", ""));
  for (const a of details.querySelectorAll<HTMLElement>("[data-term]")) {
    const n = a.parentElement?.querySelector(".count")?.textContent ?? "";
    select.append(new Option(`${a.textContent} (${n})`, a.dataset.term!.replace(/\/$/, "")));
  }
  const label = document.createElement("label");
  label.append(details.querySelector("summary")!.textContent ?? "", select);
  details.replaceWith(label);
  return select;
}
