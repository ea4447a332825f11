// Meeting mode: for the room where a review is told. Large type, one part of the
// story at a time, arrow keys. It begins by a button, or by ?meet in the address.
export function offerMeeting(): void {
  const article = document.querySelector<HTMLElement>(".review article");
  if (!article) return;
  const meeting = new Meeting(article);
  if (meeting.parts.length < leastParts) return;
  const begin = document.createElement("button");
  begin.type = "button";
  begin.className = "begin-meeting";
  begin.textContent = "Tell it in a meeting";
  begin.addEventListener("click", () => meeting.begin());
  article.querySelector(".opening")!.append(begin);
  if (new URLSearchParams(location.search).has("meet")) meeting.begin();
}

// leastParts is how many it takes for a telling.
const leastParts = 3;

// entriesAtOnce is how many moments of a timeline a room takes in together.
const entriesAtOnce = 4;

class Meeting {
  parts: HTMLElement[][];
  at = 0;
  bar: HTMLElement;
  place: HTMLElement;
  before: Element | null = null;
  onKey = (event: KeyboardEvent) => this.key(event);

  constructor(readonly article: HTMLElement) {
    this.parts = partsOf(article);
    this.bar = document.createElement("div");
    this.bar.className = "meeting-bar";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "Meeting");
    this.place = document.createElement("span");
    this.place.setAttribute("role", "status");
    this.bar.append(
      button("Back", () => this.go(this.at - 1)),
      this.place,
      button("On", () => this.go(this.at + 1)),
      button("Leave", () => this.end()),
    );
  }

  begin(): void {
    if (this.bar.isConnected) return;
    this.before = document.activeElement;
    document.documentElement.classList.add("meeting");
    document.body.append(this.bar);
    document.addEventListener("keydown", this.onKey);
    this.remember(true);
    this.go(0);
  }

  end(): void {
    document.documentElement.classList.remove("meeting");
    this.bar.remove();
    document.removeEventListener("keydown", this.onKey);
    for (const part of this.parts) for (const piece of part) piece.classList.remove("now");
    this.remember(false);
    this.parts[this.at][0].scrollIntoView({ block: "start" });
    if (this.before instanceof HTMLElement) this.before.focus({ preventScroll: true });
  }

  go(to: number): void {
    this.at = Math.min(Math.max(to, 0), this.parts.length - 1);
    this.parts.forEach((part, i) => part.forEach((piece) => piece.classList.toggle("now", i === this.at)));
    this.place.textContent = `${this.at + 1} of ${this.parts.length}`;
    scrollTo(0, 0);
  }

  key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, () => void> = {
      ArrowRight: () => this.go(this.at + 1),
      PageDown: () => this.go(this.at + 1),
      ArrowLeft: () => this.go(this.at - 1),
      PageUp: () => this.go(this.at - 1),
      Home: () => this.go(0),
      End: () => this.go(this.parts.length - 1),
      Escape: () => this.end(),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }

  remember(on: boolean): void {
    history.replaceState(history.state, "", location.pathname + (on ? "?meet" : "") + location.hash);
  }
}

// partsOf cuts the page into what is told at a time: the opening, who was there,
// each heading with what is under it, a few moments of the timeline, each voice.
function partsOf(article: HTMLElement): HTMLElement[][] {
  const parts: HTMLElement[][] = [];
  const add = (...pieces: (HTMLElement | null)[]) => {
    const there = pieces.filter((p): p is HTMLElement => p !== null);
    if (there.length > 0) parts.push(there);
  };
  add(article.querySelector<HTMLElement>(".opening"));
  add(article.querySelector<HTMLElement>(".people"), article.querySelector<HTMLElement>(".strip"));
  let open: HTMLElement[] = [];
  let heading: HTMLElement | null = null;
  let entries = 0;
  for (const row of article.querySelectorAll<HTMLElement>(".story > .row, .voice > .row")) {
    const head = row.classList.contains("head");
    const entry = row.classList.contains("entry");
    if (head || (entry && entries === entriesAtOnce)) {
      add(...open);
      open = head || !heading ? [] : [heading];
      entries = 0;
    }
    if (head) heading = row;
    if (entry) entries++;
    open.push(row);
  }
  add(...open);
  return parts;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.addEventListener("click", act);
  return b;
}
