// An Asker is a field and what is found by what stands in it. What stands there
// stays until there is an answer, and only the newest question is answered.
import type { Answer, Hit } from "./answer.ts";
import type { Book } from "./book.ts";

const mostRecent = 5;

export abstract class Asker {
  #asked = 0; // counts questions
  #waiting = 0; // the timer between two keys
  settled = true; // the answer to the newest question stands there

  constructor(readonly book: Book, readonly field: HTMLInputElement, readonly said: HTMLElement) {}

  abstract show(answer: Answer, hits: Hit[]): void;

  get question(): string {
    return this.field.value.trim();
  }

  // begin makes what follows the newest question; it tells later whether it still
  // is.
  begin(): () => boolean {
    clearTimeout(this.#waiting);
    const mine = ++this.#asked;
    this.settled = false;
    return () => mine === this.#asked && (this.settled = true);
  }

  // later does something once nobody has typed for a moment.
  later(act: () => void): void {
    this.begin();
    this.#waiting = setTimeout(act, 80);
  }

  // recent are the questions that led this reader somewhere, the newest first. They
  // are kept in the browser alone, which may refuse; one host may hold several
  // books.
  recent(): string[] {
    try {
      return [...JSON.parse(localStorage.getItem(this.#kept)!)].map(String).filter(Boolean).slice(0, mostRecent);
    } catch {
      return [];
    }
  }

  remember(): void {
    const { question } = this;
    try {
      localStorage.setItem(this.#kept, JSON.stringify([question, ...this.recent().filter((q) => q !== question)]));
    } catch {
      // nothing is kept, and searching goes on
    }
  }

  get #kept(): string {
    return "casebook asked " + this.book.root.pathname;
  }

  async ask(shown: number): Promise<void> {
    const newest = this.begin();
    try {
      const answer = await this.book.ask(this.question);
      const hits = await answer.hits(shown);
      if (newest()) this.show(answer, hits);
    } catch (error) {
      if (newest()) this.said.textContent = `Search failed: ${error}`;
    }
  }
}
