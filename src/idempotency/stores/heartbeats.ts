/** Calls a function for each token at an interval, until it is stopped. */
export class Heartbeats {
  readonly #intervalMs: number;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  has(token: string): boolean {
    return this.#timers.has(token);
  }

  /** Replaces an earlier heartbeat of the token. A beat that fails is followed by the next one. */
  start(token: string, beat: () => Promise<unknown>): void {
    this.stop(token);
    const timer = setInterval(() => void beat().catch(() => undefined), this.#intervalMs);
    this.#timers.set(token, timer.unref());
  }

  stop(token: string): void {
    clearInterval(this.#timers.get(token));
    this.#timers.delete(token);
  }

  stopAll(): void {
    for (const token of [...this.#timers.keys()]) this.stop(token);
  }
}
