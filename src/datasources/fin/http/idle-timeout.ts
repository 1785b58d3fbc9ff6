/** Aborts when the peer neither reads the body nor responds for a while. Time spent waiting for the body's source does not count. */
export class IdleTimeout {
  readonly #timer: NodeJS.Timeout;
  #isPeersTurn: boolean = true;

  constructor(timeoutMs: number, abort: AbortController) {
    this.#timer = setTimeout(() => {
      if (this.#isPeersTurn) abort.abort();
    }, timeoutMs);
  }

  async *watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.#isPeersTurn = false;
    for await (const chunk of body) {
      this.#startPeersTurn();
      yield chunk;
      this.#isPeersTurn = false;
    }
    this.#startPeersTurn();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #startPeersTurn(): void {
    this.#isPeersTurn = true;
    this.#timer.refresh();
  }
}
