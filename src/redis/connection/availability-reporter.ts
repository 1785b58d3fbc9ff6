import type { ConnectionLog, RedisCommand, RedisObserver } from '../redis-connection.ts';
import { toUnavailable } from '../redis-unavailable-error.ts';

/** Logs each change of availability once, and notifies the observer of commands. */
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

  /** Does what the command needs, and reports its end. */
  async observe<T>(command: RedisCommand, send: () => Promise<T>): Promise<T> {
    const observed = this.#observer?.redisCommandStarted?.(command);
    if (!observed) return await send();
    try {
      const reply = await send();
      observed.end();
      return reply;
    } catch (error) {
      observed.end(toUnavailable(error).reason);
      throw error;
    }
  }
}
