// A link to a part of the page, when followed, is copied too: that is what people
// follow it for.
export function copyLinks(): void {
  if (!navigator.clipboard) return; // not on a disk, not without encryption
  const said = document.createElement("p");
  said.className = "copied";
  said.setAttribute("role", "status");
  document.body.append(said);
  let clear = 0;
  document.addEventListener("click", async (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.anchor, a.clock");
    if (!link || !link.hash) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // the reader's browser does not allow it: the address bar has it
    }
    said.textContent = "Link copied";
    clearTimeout(clear);
    clear = window.setTimeout(() => (said.textContent = ""), 2000);
  });
}
