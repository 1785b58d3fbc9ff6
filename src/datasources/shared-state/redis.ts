import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { createClient } from '@redis/client';
import { RedisUnavailableError, reasonOf } from './redis-unavailable-error.ts';

const COMMAND_TIMEOUT_MS = 1_000;
/** In so many parts patience is counted. A part that passed while this process was too busy to listen counts once. */
const PARTS_OF_TIMEOUT = 10;
const CONNECT_TIMEOUT_MS = 2_000;
/** A peer that vanished without a word is noticed by a ping that nothing answers. */
const PING_INTERVAL_MS = 2_000;
const SILENCE_TIMEOUT_MS = 5_000;
/** A start waits no longer. */
const FIRST_ANSWER_TIMEOUT_MS = 1_000;
const FIRST_BACK_OFF_MS = 50;
const MAX_BACK_OFF_MS = 2_000;

/**
 * What others use of Redis. Every command throws RedisUnavailableError, at the latest after the command time-out and at
 * once while Redis is known to be out of reach; whether a command that timed out was carried out is not known.
 */
export interface RedisConnection {
  /** False while commands would be refused at once. */
  readonly isReady: boolean;
  get(key: string): Promise<string | undefined>;
  /** @returns false if `onlyIfAbsent` was asked for and the key exists */
  set(key: string, value: string, options: SetOptions): Promise<boolean>;
  /** Deletes the key if it holds exactly this value. @returns whether it did */
  deleteIfEqual(key: string, value: string): Promise<boolean>;
  /** Runs a Lua script: atomic on the server. Integers and strings come back as number and string, nil as null. */
  evaluate(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  /** Closes the connection at once. Does not wait for replies. */
  close(): Promise<void>;
}

export interface SetOptions {
  /** After which Redis forgets the key. A whole number of milliseconds, at least 1. */
  readonly ttlMs: number;
  readonly onlyIfAbsent?: boolean;
}

/** Of the gateway's log. */
export interface ConnectionLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Is told whether Redis answers: at the first answer or failure, and at each change after that. */
export interface RedisObserver {
  redisAvailabilityChanged(isAvailable: boolean): void;
}

interface RedisOptions {
  /** redis: or rediss: with a host; user, password and database number as Redis has them. */
  readonly url: string;
  readonly log: ConnectionLog;
  readonly observer?: RedisObserver | undefined;
  readonly commandTimeoutMs?: number;
  readonly random?: () => number;
}

type Client = ReturnType<typeof createClient>;

const DELETE_IF_EQUAL = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/**
 * A connection that restores itself. Resolves when Redis has answered, the first attempt has failed, or a second is
 * over; never rejects because Redis is out of reach.
 */
export async function connectRedis(options: RedisOptions): Promise<RedisConnection> {
  const { url, random = Math.random } = options;
  // Only who uses Redis pays for loading its client.
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    pingInterval: PING_INTERVAL_MS,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      reconnectStrategy: (attempts) => backOffMs(attempts, random),
    },
  });
  const connection = new SelfRestoringConnection(client as Client, options);
  await connection.open();
  return connection;
}

function backOffMs(attempts: number, random: () => number): number {
  const ceilingMs = Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** attempts);
  return Math.ceil(ceilingMs * (0.5 + random() / 2));
}

class SelfRestoringConnection implements RedisConnection {
  readonly #client: Client;
  readonly #log: ConnectionLog;
  readonly #observer: RedisObserver | undefined;
  readonly #commandTimeoutMs: number;
  readonly #random: () => number;
  readonly #closing = new AbortController();
  /** A socket that connects proves nothing: the kernel answers for a process that hangs. A reply does. */
  #isAnswering: boolean = false;
  #isLossReported: boolean = false;
  #isConnecting: boolean = false;

  constructor(
    client: Client,
    { log, observer, commandTimeoutMs = COMMAND_TIMEOUT_MS, random = Math.random }: RedisOptions,
  ) {
    this.#client = client;
    this.#log = log;
    this.#observer = observer;
    this.#commandTimeoutMs = commandTimeoutMs;
    this.#random = random;
  }

  get isReady(): boolean {
    return this.#isAnswering && this.#client.isReady;
  }

  async open(): Promise<void> {
    const settled = Promise.withResolvers<void>();
    this.#client
      .on('ready', () => {
        this.#isConnecting = false;
        this.#probe().then(settled.resolve, settled.resolve);
      })
      .on('reconnecting', () => {
        this.#isConnecting = true;
      })
      .on('error', (error: unknown) => {
        this.#isConnecting = false;
        this.#lost(reasonOf(error));
        settled.resolve();
      });
    this.#isConnecting = true;
    // It settles only once the connection stands, or is closed before; what fails until then is an event.
    this.#client.connect().catch(() => settled.resolve());
    const patience = setTimeout(settled.resolve, FIRST_ANSWER_TIMEOUT_MS);
    await settled.promise;
    clearTimeout(patience);
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#send(() => this.#client.get(key))) ?? undefined;
  }

  async set(key: string, value: string, { ttlMs, onlyIfAbsent = false }: SetOptions): Promise<boolean> {
    const expiration = { type: 'PX', value: ttlMs } as const;
    const condition = onlyIfAbsent ? ({ condition: 'NX' } as const) : {};
    return (await this.#send(() => this.#client.set(key, value, { expiration, ...condition }))) === 'OK';
  }

  async deleteIfEqual(key: string, value: string): Promise<boolean> {
    return (await this.evaluate(DELETE_IF_EQUAL, [key], [value])) === 1;
  }

  evaluate(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    return this.#send(() => this.#client.eval(script, { keys: [...keys], arguments: [...args] }));
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#isAnswering = false;
    // The client forgets a socket that is about to connect; left alone, it would stay open.
    if (this.#isConnecting)
      await Promise.race([once(this.#client, 'ready'), once(this.#client, 'error')]).catch(() => undefined);
    if (this.#client.isOpen) this.#client.destroy();
  }

  async #send<T>(command: () => Promise<T>): Promise<T> {
    if (!this.isReady) throw new RedisUnavailableError('NOT_CONNECTED');
    return this.#timed(command());
  }

  async #timed<T>(reply: Promise<T>): Promise<T> {
    const timeout = Promise.withResolvers<never>();
    let partsLeft = PARTS_OF_TIMEOUT;
    const timer = setInterval(() => {
      partsLeft -= 1;
      if (partsLeft > 0) return;
      clearInterval(timer);
      this.#lost('TIMEOUT');
      // Replies come in order: once this one is here, Redis keeps up again.
      reply.then(
        () => this.#restored(),
        () => undefined,
      );
      timeout.reject(new RedisUnavailableError('TIMEOUT'));
    }, this.#commandTimeoutMs / PARTS_OF_TIMEOUT);
    try {
      return await Promise.race([reply, timeout.promise]);
    } catch (error) {
      throw error instanceof RedisUnavailableError ? error : new RedisUnavailableError(reasonOf(error));
    } finally {
      clearInterval(timer);
    }
  }

  /** Asks until Redis answers, refuses no more (it may be loading its data), or the socket is gone. */
  async #probe(): Promise<void> {
    for (let attempts = 0; this.#client.isReady; attempts += 1) {
      try {
        await this.#timed(this.#client.ping());
        this.#restored();
        return;
      } catch (error) {
        const reason = reasonOf(error);
        this.#lost(reason);
        if (reason === 'TIMEOUT') return;
      }
      await delay(backOffMs(attempts, this.#random), undefined, { signal: this.#closing.signal }).catch(
        () => undefined,
      );
    }
  }

  #lost(reason: string): void {
    this.#isAnswering = false;
    if (this.#isLossReported || this.#closing.signal.aborted) return;
    this.#isLossReported = true;
    this.#observer?.redisAvailabilityChanged(false);
    this.#log.warn(
      { event: 'redis-lost', reason },
      'Redis is out of reach: each replica is on its own until it is back',
    );
  }

  #restored(): void {
    if (this.#isAnswering || !this.#client.isReady || this.#closing.signal.aborted) return;
    this.#isAnswering = true;
    this.#observer?.redisAvailabilityChanged(true);
    if (!this.#isLossReported) return;
    this.#isLossReported = false;
    this.#log.warn({ event: 'redis-restored' }, 'Redis is back: replicas share their state again');
  }
}
