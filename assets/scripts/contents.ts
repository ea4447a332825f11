// Marks, in the table of contents, the part that is being read.
export function followContents(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const a of document.querySelectorAll<HTMLAnchorElement>(".toc a")) {
    links.set(decodeURIComponent(a.hash.slice(1)), a);
  }
  if (links.size === 0) return;
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter((h) => h !== null);
  const mark = () => {
    let current = headings[0];
    for (const h of headings) {
      if (h.getBoundingClientRect().top < innerHeight / 3) current = h;
    }
    for (const [id, a] of links) {
      if (id === current?.id) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  };
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const h of headings) watch.observe(h);
  mark();
}
