// The search itself: loaded by the page for searching, and by every other page
// once somebody searches there.
import { Book } from "./scripts/search/book.ts";
import { Page } from "./scripts/search/page.ts";
import { Panel } from "./scripts/search/panel.ts";

const link = document.querySelector<HTMLAnchorElement>("a[data-script]")!;
const book = new Book(new URL(".", link.href));
const panel = document.querySelector<HTMLDialogElement>("dialog.panel");
const page = document.querySelector<HTMLElement>("[data-search]");
if (page) new Page(page, book);
if (panel) new Panel(panel, book);
