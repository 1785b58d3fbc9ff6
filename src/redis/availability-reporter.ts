import type { ConnectionLog, RedisObserver } from './redis-connection.ts';

/** Logs each change of availability once. */
export class AvailabilityReporter {
  readonly #log: ConnectionLog;
  readonly #observer: RedisObserver | undefined;
  #isLost: boolean = false;

  constructor(log: ConnectionLog, observer: RedisObserver | undefined) {
    this.#log = log;
    this.#observer = observer;
  }

  lost(reason: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#observer?.redisAvailabilityChanged(false);
    this.#log.warn(
      { event: 'redis-lost', reason },
      'Redis is unreachable or rejects writes: replicas share no state until it is available again',
    );
  }

  restored(): void {
    this.#observer?.redisAvailabilityChanged(true);
    if (!this.#isLost) return;
    this.#isLost = false;
    this.#log.warn({ event: 'redis-restored' }, 'Redis is available again: replicas share their state');
  }
}
