// Links name index.html, so that the site works from a disk. On a server the
// address that people see, keep and share leaves it out.
export function shortenAddress(): void {
  if (!location.protocol.startsWith("http") || !location.pathname.endsWith("/index.html")) return;
  const path = location.pathname.slice(0, -"index.html".length);
  history.replaceState(history.state, "", path + location.search + location.hash);
}
