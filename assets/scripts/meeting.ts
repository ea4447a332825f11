// Meeting mode: for the room where a review is told. Large type, as much of the
// story at a time as the screen holds, arrow keys. It begins by a button, or by
// ?meet in the address.
export function offerMeeting(): void {
  const place = document.querySelector<HTMLElement>(".meeting-place");
  if (!place) return;
  const meeting = new Meeting(place.closest("article")!);
  const begin = document.createElement("button");
  begin.type = "button";
  begin.className = "begin-meeting";
  begin.textContent = "Tell it in a meeting";
  begin.addEventListener("click", () => meeting.begin());
  place.append(begin);
  if (new URLSearchParams(location.search).has("meet")) meeting.begin();
}

// told are the pieces of a page that a meeting hears, in their order.
const told = ".opening, .people, .strip, .story > .row, .voices > .row, .voice > .row";

class Meeting {
  readonly pieces: HTMLElement[];
  readonly bar = document.createElement("div");
  readonly place = document.createElement("span");
  readonly on = button("On", () => this.go(this.at + 1));
  parts: HTMLElement[][] = []; // pieces that are shown together
  at = 0;
  readonly onKey = (event: KeyboardEvent) => this.key(event);
  readonly onResize = () => this.cut();

  constructor(readonly article: HTMLElement) {
    this.pieces = [...article.querySelectorAll<HTMLElement>(told)];
    this.bar.className = "meeting-bar";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "Meeting");
    this.place.setAttribute("role", "status");
    this.bar.append(button("Back", () => this.go(this.at - 1)), this.place, this.on, button("Leave", () => this.end()));
  }

  begin(): void {
    if (this.bar.isConnected) return;
    document.documentElement.classList.add("meeting");
    document.body.append(this.bar);
    document.addEventListener("keydown", this.onKey);
    addEventListener("resize", this.onResize);
    this.remember(true);
    this.cut();
    this.go(0);
    this.on.focus({ preventScroll: true });
  }

  end(): void {
    document.documentElement.classList.remove("meeting");
    this.bar.remove();
    document.removeEventListener("keydown", this.onKey);
    removeEventListener("resize", this.onResize);
    this.show([]);
    this.remember(false);
    this.parts[this.at][0].scrollIntoView({ block: "start" });
    this.article.querySelector<HTMLElement>(".begin-meeting")!.focus({ preventScroll: true });
  }

  go(to: number): void {
    this.at = Math.min(Math.max(to, 0), this.parts.length - 1);
    this.show(this.parts[this.at]);
    this.place.textContent = `${this.at + 1} of ${this.parts.length}`;
    scrollTo(0, 0);
  }

  show(part: HTMLElement[]): void {
    for (const piece of this.pieces) piece.classList.toggle("now", part.includes(piece));
  }

  // cut puts together what the screen holds: a heading begins a part, and stands
  // above each that goes on with what is under it. The place is kept.
  cut(): void {
    const here = this.parts[this.at]?.at(-1);
    this.show(this.pieces);
    const boxes = new Map(this.pieces.map((piece) => [piece, piece.getBoundingClientRect()]));
    const main = getComputedStyle(this.article.closest("main")!);
    const below = getComputedStyle(this.pieces[0]).marginBottom;
    const room = innerHeight - [main.paddingTop, main.paddingBottom, below].reduce((sum, length) => sum + parseFloat(length), 0);
    this.parts = partsOf(this.pieces, boxes, room);
    this.at = Math.max(0, here ? this.parts.findIndex((part) => part.includes(here)) : 0);
    this.go(this.at);
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

// partsOf puts rows together up to the height of the room. What is not a row
// stands alone; a row that is higher than the room scrolls.
function partsOf(pieces: HTMLElement[], boxes: Map<HTMLElement, DOMRect>, room: number): HTMLElement[][] {
  const parts: HTMLElement[][] = [];
  let open: HTMLElement[] = [];
  let head: HTMLElement | null = null;
  let below = 0; // from the head's top to what is under it
  let top = 0; // of the open part
  for (const [i, piece] of pieces.entries()) {
    const box = boxes.get(piece)!;
    if (head && pieces[i - 1] === head) below = box.top - boxes.get(head)!.top;
    const alone = open.some((p) => !isRow(p)) || !isRow(piece);
    if (open.some((p) => !isHead(p)) && (alone || isHead(piece) || box.bottom - top > room)) {
      parts.push(open);
      open = isHead(piece) || !head ? [] : [head];
      top = box.top - (open.length > 0 ? below : 0);
    }
    if (parts.length === 0 && open.length === 0) top = box.top;
    if (isHead(piece)) head = piece;
    open.push(piece);
  }
  parts.push(open);
  return parts;
}

const isRow = (piece: HTMLElement) => piece.classList.contains("row");
const isHead = (piece: HTMLElement) => piece.classList.contains("head");

function button(text: string, act: () => void): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.addEventListener("click", act);
  return b;
}
