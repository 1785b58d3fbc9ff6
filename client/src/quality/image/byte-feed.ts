/** The bytes that a parser needs next. Skipped bytes are not kept. */
export type ByteRequest = { readonly take: number } | { readonly skip: number };
/** Resumed with the bytes that it asked to take. */
export type ByteParser<Result = void> = Generator<ByteRequest, Result, Uint8Array>;

export function* take(count: number): ByteParser<DataView> {
  const bytes = yield { take: count };
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function* skip(count: number): ByteParser {
  yield { skip: count };
}

/** Feeds chunks of any size to a parser, which sees the same bytes however they were split. */
export class ByteFeed {
  /** The parser needs no more bytes. */
  isDone: boolean = false;
  readonly #parser: ByteParser;
  #request: ByteRequest = { skip: 0 };
  #taken: Uint8Array = new Uint8Array();
  /** Bytes of the request that have arrived. */
  #filled = 0;

  constructor(parser: ByteParser) {
    this.#parser = parser;
    this.#advance();
  }

  push(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0 && !this.isDone) {
      const used = rest.subarray(0, countOf(this.#request) - this.#filled);
      if ('take' in this.#request) this.#taken.set(used, this.#filled);
      this.#filled += used.length;
      rest = rest.subarray(used.length);
      this.#advance();
    }
  }

  /** Resumes the parser as long as it has what it asked for. */
  #advance(): void {
    while (!this.isDone && this.#filled === countOf(this.#request)) {
      const { done, value } = this.#parser.next(this.#taken);
      this.#filled = 0;
      if (done) this.isDone = true;
      else this.#request = value;
      this.#taken = new Uint8Array('take' in this.#request ? this.#request.take : 0);
    }
  }
}

function countOf(request: ByteRequest): number {
  return 'take' in request ? request.take : request.skip;
}
