// A Reader takes numbers and texts out of the bytes of a file.
export class Reader {
  constructor(readonly bytes: Uint8Array, public at = 0) {}

  // number is seven bits a byte, the low ones first.
  number(): number {
    let n = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      n += (byte & 127) * scale;
      if (byte < 128) return n;
    }
  }

  take(n: number): Uint8Array {
    return this.bytes.subarray(this.at, (this.at += n));
  }

  text(): string {
    return textOf(this.take(this.number()));
  }

  // list is as many things as it says.
  list<T>(one: () => T): T[] {
    return Array.from({ length: this.number() }, one);
  }

  // rising is n numbers, each written as its distance from the one before it.
  rising(n: number): number[] {
    let last = 0;
    return Array.from({ length: n }, () => (last += this.number()));
  }

  // names gives one text after another; each is written as what it does not share
  // with the one before it.
  names(): () => Uint8Array {
    let last: Uint8Array = new Uint8Array();
    return () => {
      const shared = last.subarray(0, this.number());
      return (last = Uint8Array.from([...shared, ...this.take(this.number())]));
    };
  }
}

export const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
