// Leads from one change of a story to the next: by a bar in the corner, by n and p.
export function walkChanges(): void {
  const changes = [...document.querySelectorAll<HTMLElement>('[id^="chg-"]')];
  if (changes.length === 0) return;
  const place = document.createElement("span");
  place.setAttribute("role", "status");
  let at = -1;

  const show = () => {
    place.textContent = at < 0 ? `${changes.length} ${changes.length === 1 ? "change" : "changes"}` : `${at + 1} of ${changes.length}`;
  };
  const go = (to: number) => {
    changes[at]?.classList.remove("now-read");
    at = Math.min(Math.max(to, 0), changes.length - 1);
    const change = changes[at];
    change.closest("details")?.setAttribute("open", "");
    change.classList.add("now-read");
    change.tabIndex = -1;
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "center" });
    history.replaceState(history.state, "", `#${change.id}`);
    show();
  };
  const from = () => changes.findIndex((change) => `#${change.id}` === location.hash);
  at = from();
  addEventListener("hashchange", () => {
    const found = from();
    if (found >= 0) go(found);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "n") go(at + 1);
    else if (event.key === "p") go(at - 1);
    else return;
    event.preventDefault();
  });

  const bar = document.createElement("nav");
  bar.className = "change-bar";
  bar.setAttribute("aria-label", "Changes");
  bar.append(
    button("Previous", "p", () => go(at - 1)),
    place,
    button("Next", "n", () => go(at + 1)),
  );
  document.body.append(bar);
  show();
}

function button(text: string, key: string, act: () => void): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.title = `${text} change (${key})`;
  b.setAttribute("aria-keyshortcuts", key);
  b.addEventListener("click", act);
  return b;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName));
}
