// The files of the search. Each is a script that calls casebook(name, bytes), so
// that a browser may read it from a disk too, around deflated bytes: as they are,
// but for a backslash before what would end the string.
import { element } from "./element.ts";
import { Reader, textOf } from "./reader.ts";

export class Store {
  readonly #files = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<string, (text: string) => void>();

  constructor(readonly base: URL) {}

  // read gives what is made of a file, and brings each file once. A version tells a
  // file from those of the same name before it.
  read<T>(name: string, make: (reader: Reader) => T, version = ""): Promise<T> {
    const address = new URL(`${name}.js${version && "?v=" + version}`, this.base).href;
    let made = this.#files.get(name) as Promise<T> | undefined;
    if (!made) {
      const brought = this.base.protocol === "file:" ? this.#loaded(name, address) : fetched(address);
      made = brought.then(inflated).then((bytes) => make(new Reader(bytes)));
      made.catch(() => this.#files.delete(name)); // it may be there the next time
      this.#files.set(name, made);
    }
    return made;
  }

  // json gives what is made of what a file says.
  json<T, U>(name: string, make: (said: T) => U, version?: string): Promise<U> {
    return this.read(name, ({ bytes }) => make(JSON.parse(textOf(bytes))), version);
  }

  // #loaded reads by a script element: from a disk nothing else may. The charset
  // makes one character of each byte.
  #loaded(name: string, address: string): Promise<string> {
    Object.assign(window, { casebook: (name: string, text: string) => this.#waiting.get(name)?.(text) });
    return new Promise((done, fail) => {
      this.#waiting.set(name, done);
      const script = element("script", { charset, src: address });
      script.onload = () => script.remove();
      script.onerror = () => fail(Error(address));
      document.head.append(script);
    });
  }
}

const charset = "x-user-defined";

// fetched reads over HTTP, and takes the string out of the script as a browser
// would. The one file whose name says nothing of what is in it is asked for anew,
// which costs little where nothing has changed.
async function fetched(address: string): Promise<string> {
  const response = await fetch(address, { cache: address.endsWith("/meta.js") ? "no-cache" : "default" });
  if (!response.ok) throw Error(address);
  const text = new TextDecoder(charset).decode(await response.arrayBuffer());
  return text.slice(text.indexOf('","') + 3, -2).replace(/\\(.)/g, (_, letter) => (letter === "n" ? "\n" : letter === "r" ? "\r" : letter));
}

// inflated writes into the stream itself: through a Blob it takes six times as long.
async function inflated(text: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const [plain] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(bytes), writer.close()]);
  return new Uint8Array(plain);
}
