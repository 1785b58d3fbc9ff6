import { setTimeout as delay } from 'node:timers/promises';
import type { createClient } from '@redis/client';
import { backOffMs } from './back-off.ts';
import type {
  ConnectionLog,
  RedisConnection,
  RedisObserver,
  RedisOptions,
  SetOptions,
} from './redis-connection.ts';
import { leadsElsewhere, refusesWrites } from './redis-replies.ts';
import { RedisUnavailableError, reasonOf, toUnavailable } from './redis-unavailable-error.ts';
import { inTime } from './reply-in-time.ts';

const COMMAND_TIMEOUT_MS = 1_000;
/** Between two proofs that the server still takes writes. A peer that vanished without a word is noticed by them, too. */
const PROBE_INTERVAL_MS = 1_000;
const PROBE_KEY = 'fin-gateway:probe';
const PROBE_TTL_MS = 10_000;
/** A start waits no longer. */
const FIRST_ANSWER_TIMEOUT_MS = 1_000;

export type Client = ReturnType<typeof createClient>;

const DELETE_IF_EQUAL = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** Finds a server that takes writes, behind whatever the address leads to, and another when that one fails. */
export class SelfRestoringConnection implements RedisConnection {
  readonly #createClient: () => Client;
  readonly #log: ConnectionLog;
  readonly #observer: RedisObserver | undefined;
  readonly #commandTimeoutMs: number;
  readonly #random: () => number;
  readonly #closing = new AbortController();
  readonly #firstAttempt = Promise.withResolvers<void>();
  /** Everything that may have a socket. */
  readonly #clients = new Set<Client>();
  /** A socket that connects proves nothing: the kernel answers for a process that hangs. This one has had a reply. */
  #current: Client | undefined;
  /** Whether the last reply to a write was no refusal. */
  #isWritable: boolean = false;
  #isLossReported: boolean = false;
  #restoring: Promise<void> | undefined;
  #watch: NodeJS.Timeout | undefined;
  #sessions = 0;
  /** To connect, since the last proof that a connection lasts. */
  #attempts = 0;

  constructor(
    createClient: () => Client,
    { log, observer, commandTimeoutMs = COMMAND_TIMEOUT_MS, random = Math.random }: RedisOptions,
  ) {
    this.#createClient = createClient;
    this.#log = log;
    this.#observer = observer;
    this.#commandTimeoutMs = commandTimeoutMs;
    this.#random = random;
  }

  get isReady(): boolean {
    return this.#current !== undefined && this.#isWritable;
  }

  get session(): number {
    return this.#sessions;
  }

  async open(): Promise<void> {
    this.#restore();
    this.#watch = setInterval(() => void this.#checkCurrent(), PROBE_INTERVAL_MS).unref();
    const patience = setTimeout(this.#firstAttempt.resolve, FIRST_ANSWER_TIMEOUT_MS);
    await this.#firstAttempt.promise;
    clearTimeout(patience);
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#send((client) => client.get(key))) ?? undefined;
  }

  async set(key: string, value: string, { ttlMs, onlyIfAbsent = false }: SetOptions): Promise<boolean> {
    const expiration = { type: 'PX', value: ttlMs } as const;
    const condition = onlyIfAbsent ? ({ condition: 'NX' } as const) : {};
    return (await this.#send((client) => client.set(key, value, { expiration, ...condition }))) === 'OK';
  }

  async deleteIfEqual(key: string, value: string): Promise<boolean> {
    return (await this.evaluate(DELETE_IF_EQUAL, [key], [value])) === 1;
  }

  evaluate(
    script: string,
    keys: readonly string[],
    args: readonly string[],
    { session = this.#sessions }: { readonly session?: number } = {},
  ): Promise<unknown> {
    const options = { keys: [...keys], arguments: [...args] };
    return this.#send((client) => client.eval(script, options), session);
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    clearInterval(this.#watch);
    this.#isWritable = false;
    this.#current = undefined;
    for (const client of this.#clients) if (client.isReady) this.#destroy(client);
    // The client forgets a socket that is about to connect; left alone, it would stay open.
    await this.#restoring;
    for (const client of this.#clients) this.#destroy(client);
  }

  async #send<T>(command: (client: Client) => Promise<T>, session = this.#sessions): Promise<T> {
    const client = this.#current;
    if (!client || session !== this.#sessions) throw new RedisUnavailableError('NOT_CONNECTED');
    try {
      return await inTime(command(client), this.#commandTimeoutMs);
    } catch (error) {
      const unavailable = toUnavailable(error);
      this.#judge(client, unavailable.reason);
      throw unavailable;
    }
  }

  /** Proves that the server takes writes. @throws {RedisUnavailableError} */
  async #probe(client: Client, timeoutMs = this.#commandTimeoutMs): Promise<void> {
    const expiration = { type: 'PX', value: PROBE_TTL_MS } as const;
    try {
      await inTime(client.set(PROBE_KEY, '1', { expiration }), timeoutMs);
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  async #checkCurrent(): Promise<void> {
    const client = this.#current;
    // While there is no server that takes writes, one is being looked for.
    if (!client || !this.#isWritable) return;
    try {
      await this.#probe(client, 3 * this.#commandTimeoutMs);
      this.#attempts = 0;
    } catch (error) {
      this.#judge(client, reasonOf(error), true);
    }
  }

  /** What a failed command says of its connection. A probe fails for no other reason than the server. */
  #judge(client: Client, reason: string, isProbe = false): void {
    if (client !== this.#current) return;
    const isUnwritable = refusesWrites(reason);
    if (!isUnwritable && !isProbe && !leadsElsewhere(reason) && reason !== 'TIMEOUT') return;
    if (!isUnwritable) this.#retire(client);
    this.#lost(reason);
    this.#restore();
  }

  /** Takes no more commands. Those on their way may still be answered. */
  #retire(client: Client): void {
    if (client === this.#current) this.#current = undefined;
    setTimeout(() => this.#destroy(client), this.#commandTimeoutMs).unref();
  }

  #destroy(client: Client): void {
    if (!this.#clients.delete(client)) return;
    if (client.isOpen) client.destroy();
  }

  /** Looks for a server that takes writes until there is one. */
  #restore(): void {
    this.#restoring ??= this.#lookForServer().finally(() => {
      this.#restoring = undefined;
      // What was found may have been lost before this was noted.
      if (!this.isReady && !this.#closing.signal.aborted) this.#restore();
    });
  }

  async #lookForServer(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      if (this.#attempts > 0) {
        const waitMs = backOffMs(this.#attempts - 1, this.#random);
        await delay(waitMs, undefined, { signal }).catch(() => undefined);
      }
      this.#attempts += 1;
      try {
        await this.#connect();
        return;
      } catch (error) {
        this.#lost(reasonOf(error));
      } finally {
        this.#firstAttempt.resolve();
      }
    }
  }

  /** @throws where nobody takes writes at the address; without another, who can be read from is kept for that */
  async #connect(): Promise<void> {
    const client = this.#createClient();
    this.#clients.add(client);
    client.on('error', (error: unknown) => this.#ended(client, reasonOf(error)));
    try {
      await client.connect();
      await this.#probe(client);
      this.#adopt(client);
      this.#restored();
    } catch (error) {
      if (refusesWrites(reasonOf(error)) && !this.#current) this.#adopt(client);
      else this.#destroy(client);
      throw error;
    }
  }

  #adopt(client: Client): void {
    if (this.#closing.signal.aborted) return;
    if (this.#current) this.#retire(this.#current);
    this.#current = client;
    this.#sessions += 1;
  }

  #ended(client: Client, reason: string): void {
    if (client !== this.#current) return;
    this.#current = undefined;
    this.#destroy(client);
    this.#lost(reason);
    this.#restore();
  }

  #lost(reason: string): void {
    this.#isWritable = false;
    if (this.#isLossReported || this.#closing.signal.aborted) return;
    this.#isLossReported = true;
    this.#observer?.redisAvailabilityChanged(false);
    this.#log.warn(
      { event: 'redis-lost', reason },
      'Redis is out of reach or takes no writes: each replica is on its own until it is back',
    );
  }

  #restored(): void {
    if (this.#closing.signal.aborted) return;
    this.#isWritable = true;
    this.#observer?.redisAvailabilityChanged(true);
    if (!this.#isLossReported) return;
    this.#isLossReported = false;
    this.#log.warn({ event: 'redis-restored' }, 'Redis is back: replicas share their state again');
  }
}
