// Opens what is folded around the place that the address names: not every browser
// does so by itself.
export function revealTarget(): void {
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const folded = closedAround(target);
    for (const details of folded) details.open = true;
    if (folded.length > 0) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}

function closedAround(element: Element): HTMLDetailsElement[] {
  const list: HTMLDetailsElement[] = [];
  for (let at = element.closest("details"); at; at = at.parentElement?.closest("details") ?? null) {
    if (!at.open) list.push(at);
  }
  return list;
}
