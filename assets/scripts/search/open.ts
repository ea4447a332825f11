// Opens the search panel: by the link in the header, by / and by Ctrl-K. What
// answers in it is a script of its own, which comes when somebody first searches;
// the field is there at once, so that nothing typed is lost.
export function offerSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-script]");
  if (!link) return;
  const open = () => {
    const field = document.querySelector<HTMLInputElement>("[data-search] input") ?? show(link);
    field.focus();
    field.select();
  };
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (!asks(event)) return;
    event.preventDefault();
    open();
  });
}

// asks tells whether a key is one that opens the search: / where nobody writes,
// Ctrl-K or the Mac's ⌘K anywhere.
function asks(event: KeyboardEvent): boolean {
  if (event.altKey || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey;
  return event.key === "/" && !(event.target as Element).closest("input, textarea, select, [contenteditable]");
}

// show opens the panel, and makes it first where there is none.
function show(link: HTMLAnchorElement): HTMLInputElement {
  let panel = document.querySelector<HTMLDialogElement>("dialog.panel");
  if (!panel) {
    panel = make();
    document.body.append(panel);
    load(link, panel);
  }
  if (!panel.open) panel.showModal();
  return panel.querySelector("input")!;
}

// make builds the panel: a field, what is found, and a word on it.
function make(): HTMLDialogElement {
  const panel = part("dialog", { class: "panel", "aria-label": "Search" }) as HTMLDialogElement;
  const field = part("input", {
    role: "combobox", "aria-label": label, placeholder: label, "aria-autocomplete": "list", "aria-expanded": "true",
    "aria-controls": "c-options", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const close = part("button", { type: "button" }, "Close");
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close(); // beside what it holds
  });
  panel.append(
    part("div", { class: "asking" }, field, close),
    part("div", { class: "options", role: "listbox", id: "c-options", "aria-label": "Found" }),
    part("div", { class: "below" }, part("p", { role: "status" }), part("p", { class: "keys" }, "↑ ↓ choose · Enter opens · Esc closes")),
  );
  return panel;
}

const label = "Search the whole book";

function part(name: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

// load brings the script that answers. Where it cannot come, the page for
// searching says what else there is.
function load(link: HTMLAnchorElement, panel: HTMLElement): void {
  const script = document.createElement("script");
  script.src = link.dataset.script!;
  script.addEventListener("error", () => {
    const way = part("a", { href: link.href }, "The search could not be loaded. These indexes lead to every review.");
    panel.querySelector(".options")!.append(way);
  });
  document.head.append(script);
}
