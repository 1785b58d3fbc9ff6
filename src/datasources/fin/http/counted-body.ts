/** Counts the bytes that were read of a body, and notes whether that was all of it. */
export class CountedBody implements AsyncIterable<Uint8Array> {
  byteLength = 0;
  isRead: boolean = false;
  readonly #source: AsyncIterable<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.byteLength += chunk.length;
      yield chunk;
    }
    this.isRead = true;
  }
}
