// Marks, in the table of contents, the part that is being read, and keeps it in
// sight there.
export function followContents(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const a of document.querySelectorAll<HTMLAnchorElement>(".toc a")) {
    links.set(decodeURIComponent(a.hash.slice(1)), a);
  }
  if (links.size === 0) return;
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter((h) => h !== null);
  const mark = () => {
    let current: HTMLElement | undefined; // none before the first
    for (const h of headings) {
      if (h.getBoundingClientRect().top < innerHeight / 3) current = h;
    }
    for (const [id, a] of links) {
      if (id === current?.id) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
    if (current) keepInSight(links.get(current.id)!);
  };
  // Whatever lies above the line counts as seen, so that no jump misses a heading.
  const watch = new IntersectionObserver(mark, { rootMargin: "10000000px 0px -66% 0px" });
  for (const h of headings) watch.observe(h);
  mark();
}

// keepInSight scrolls the contents, never the page, to one of its lines.
function keepInSight(line: HTMLElement): void {
  const box = line.closest(".toc")!;
  const { top, bottom } = box.getBoundingClientRect();
  const at = line.getBoundingClientRect();
  box.scrollTop += Math.min(0, at.top - top) + Math.max(0, at.bottom - bottom);
}
