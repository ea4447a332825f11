// Loads the page anew when it has changed, and shows what the last build found
// wrong.
(() => {
  "use strict";
  const { page, address } = document.currentScript.dataset;
  const css = `
    :host { all: initial; color-scheme: light dark; }
    section {
      position: fixed; inset: auto 1rem 1rem; z-index: 2147483647; box-sizing: border-box;
      max-width: 60rem; max-height: 60vh; margin: 0 auto; overflow: auto; padding: .6rem 1rem;
      font: 15px/1.45 system-ui, sans-serif; color: light-dark(#1f1b16, #f2ede4);
      background: light-dark(#fffaf0, #2a2620); border: 1px solid light-dark(#b98900, #d8a52a);
      border-radius: 6px; box-shadow: 0 4px 24px rgb(0 0 0 / .25);
    }
    section.failed { border-color: light-dark(#b3261e, #f2766d); }
    header { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    details { flex: 1; min-width: 0; }
    summary { font-weight: 600; cursor: pointer; }
    button { font: inherit; padding: .1rem .6rem; }
    button:focus-visible, summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
    ul { list-style: none; margin: .4rem 0 0; padding: 0; }
    li { padding: .4rem 0; border-top: 1px solid light-dark(#e6dcc6, #4a4338); }
    code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
    pre { font: .85em/1.45 ui-monospace, monospace; margin: .2rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    p { margin: .2rem 0 0; }
  `;

  const add = (parent, tag, text) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  };

  // The panel lives in a shadow tree: the site's styles and the panel's do not meet.
  let host = null;
  const panel = () => {
    if (!host) {
      host = document.createElement("casebook-problems");
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      document.body.append(host);
    }
    host.shadowRoot.replaceChildren();
    return host.shadowRoot;
  };

  const show = ({ error, problems }) => {
    if (!error && problems.length === 0) {
      if (host) host.remove();
      host = null;
      return;
    }
    const section = add(panel(), "section");
    section.setAttribute("role", "status");
    section.classList.toggle("failed", Boolean(error));
    const header = add(section, "header");
    const details = add(header, "details");
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    add(details, "summary", error ? (page ? "Not built: this is the last good site" : "Not built") : count);
    details.open = Boolean(error) || problems.some((p) => p.severity === "error") || sessionStorage.casebookProblems === "open";
    details.addEventListener("toggle", () => { sessionStorage.casebookProblems = details.open ? "open" : "closed"; });
    const hide = add(header, "button", "Hide");
    hide.addEventListener("click", () => { host.remove(); host = null; });
    if (error) add(details, "pre", error);
    const list = add(details, "ul");
    for (const p of problems) {
      const item = add(list, "li");
      add(item, "code", [p.file, p.line, p.column].filter(Boolean).join(":"));
      add(item, "p", `${p.severity}: ${p.message} [${p.rule}]`);
      if (p.hint) add(item, "pre", p.hint);
    }
  };

  let report = -1;
  const hear = async (event) => {
    const state = JSON.parse(event.data);
    if (state.page !== page) {
      location.reload();
      return;
    }
    if (state.report === report) return;
    report = state.report;
    const answer = await fetch("/_casebook/problems.json");
    show(await answer.json());
  };

  // A browser opens few connections to one server: only pages in sight listen.
  let events = null;
  const listen = () => {
    if (events) events.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource(`/_casebook/events?page=${encodeURIComponent(address)}`);
    events.addEventListener("state", hear);
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { if (events) events.close(); });
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
