import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_INTERVAL_MS = 1_000;
const FLUSH_INTERVAL_MS = 100;
const MAX_NAMES = 10_000;
/** The first write may release the record in Redis, and the last one has its outcome. Those in between are dropped first. */
const MAX_WRITES_PER_NAME = 8;

type Write = () => Promise<unknown>;

/** Writes that Redis did not accept. They are retried in order until it does. */
export class PendingWrites {
  readonly #writes = new Map<string, Write[]>();
  readonly #onDropped: () => void;
  /** Keeps later attempts out of the trace of the request that failed to write. */
  readonly #runOutsideOfRequests = AsyncLocalStorage.snapshot();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  /** @param onDropped is called for each name that is dropped because there are too many */
  constructor(onDropped: () => void = () => undefined) {
    this.#onDropped = onDropped;
  }

  has(name: string): boolean {
    return this.#writes.has(name);
  }

  /** @param write rejects while Redis is unavailable; may be called again after it has resolved */
  add(name: string, write: Write): void {
    const writes = this.#writes.get(name) ?? [];
    if (writes.length >= MAX_WRITES_PER_NAME) writes.splice(1, 1);
    writes.push(write);
    this.#writes.set(name, writes);
    if (this.#writes.size > MAX_NAMES) this.#dropOldest();
    this.#timer ??= this.#schedule();
  }

  /** Retries all writes until they succeed or the time is over. @returns how many names are left */
  async flush(timeoutMs: number): Promise<number> {
    const deadline = performance.now() + timeoutMs;
    clearTimeout(this.#timer);
    for (;;) {
      // A round that is already running has no deadline.
      const timeout = delay(Math.max(0, deadline - performance.now()), undefined, { ref: false });
      await Promise.race([this.#retryAll(deadline), timeout]);
      if (this.#writes.size === 0 || performance.now() >= deadline) break;
      await delay(FLUSH_INTERVAL_MS);
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#writes.size;
  }

  #dropOldest(): void {
    for (const oldest of this.#writes.keys()) {
      this.#writes.delete(oldest);
      this.#onDropped();
      return;
    }
  }

  #schedule(): NodeJS.Timeout {
    const retryAll = () =>
      void this.#retryAll().finally(() => {
        this.#timer = this.#writes.size > 0 ? this.#schedule() : undefined;
      });
    return this.#runOutsideOfRequests(() => setTimeout(retryAll, RETRY_INTERVAL_MS).unref());
  }

  /** Never rejects. Concurrent callers share one round. */
  #retryAll(deadline = Number.POSITIVE_INFINITY): Promise<void> {
    this.#round ??= this.#retryInOrder(deadline).finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  /** Sequentially, so as not to overload a Redis that has just been restored. */
  async #retryInOrder(deadline: number): Promise<void> {
    for (const [name, writes] of this.#writes) {
      for (let [write] = writes; write; [write] = writes) {
        if (performance.now() >= deadline || !(await succeeds(write))) return;
        // It may have been dropped in the meantime.
        if (writes[0] === write) writes.shift();
      }
      this.#writes.delete(name);
    }
  }
}

async function succeeds(write: Write): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    return false;
  }
}
