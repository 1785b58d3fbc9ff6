import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Reads buffers and streams one after the other. Reading starts when the body is read. Destroying it destroys the stream being read. */
export class FormBody extends Readable {
  readonly #parts: AsyncIterable<Buffer | Readable>;
  #isStarted: boolean = false;
  #current: Readable | undefined;

  /** @param parts an error of a part fails the body */
  constructor(parts: AsyncIterable<Buffer | Readable>) {
    super();
    this.#parts = parts;
    // The HTTP client reports errors. Without a listener, those of a request that is never sent would be fatal.
    this.on('error', () => undefined);
  }

  override _read(): void {
    this.#current?.resume();
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#readParts().catch((error: Error) => this.destroy(error));
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#current?.destroy();
    callback(error);
  }

  async #readParts(): Promise<void> {
    for await (const part of this.#parts) {
      if (part instanceof Readable) await this.#readStream(part);
      // Small enough to be read ahead of the peer.
      else this.push(part);
    }
    this.push(null);
  }

  async #readStream(stream: Readable): Promise<void> {
    this.#current = stream;
    stream.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) stream.pause();
    });
    await finished(stream, { writable: false });
  }
}
