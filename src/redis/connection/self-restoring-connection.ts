import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs } from '../back-off.ts';
import type {
  EvaluateOptions,
  RedisCommand,
  RedisConnection,
  RedisOptions,
  SetOptions,
} from '../redis-connection.ts';
import { isFromWrongServer, rejectsWrites } from '../redis-replies.ts';
import { RedisUnavailableError, reasonOf, toUnavailable } from '../redis-unavailable-error.ts';
import { AvailabilityReporter } from './availability-reporter.ts';
import { type Client, type CreateClient, REPLY_TIMEOUT_MS, type ServerAddress } from './client.ts';
import { probe } from './probe.ts';
import { runScript } from './run-script.ts';
import { SubscriberConnection } from './subscriber-connection.ts';
import { withReplyTimeout } from './with-reply-timeout.ts';

/** Interval of test writes, which also detect a peer that vanished silently. */
const PROBE_INTERVAL_MS = 1_000;
const RECONNECT_DELAYS = { firstMs: 50, maxMs: 2_000 };
/** How long the start of the gateway waits. Time in which the process is busy does not count. */
const FIRST_ANSWER_TIMEOUT_MS = 1_000;

const DELETE_IF_EQUAL = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** Connects to a server that accepts writes, and reconnects when it fails. */
export class SelfRestoringConnection implements RedisConnection {
  readonly subscriber: SubscriberConnection;
  readonly #createClient: CreateClient;
  readonly #reporter: AvailabilityReporter;
  readonly #commandTimeoutMs: number;
  readonly #random: () => number;
  /** Otherwise a request that notices the loss would lend the ids of its trace to the lines of the new connection. */
  readonly #runOutsideOfRequests = AsyncLocalStorage.snapshot();
  readonly #closing = new AbortController();
  readonly #firstAttempt = Promise.withResolvers<void>();
  /** All clients that may have a socket. */
  readonly #clients = new Set<Client>();
  /** The client that has received a reply. A connected socket is no proof: the kernel accepts for a process that hangs. */
  #current: Client | undefined;
  /** The last write was not rejected. */
  #isWritable: boolean = false;
  #restoring: Promise<void> | undefined;
  #watch: NodeJS.Timeout | undefined;
  #sessions = 0;
  /** Attempts to connect since the last connection that lasted. */
  #attempts = 0;

  constructor(
    createClient: CreateClient,
    { log, observer, commandTimeoutMs = REPLY_TIMEOUT_MS, random = Math.random }: RedisOptions,
  ) {
    this.#createClient = createClient;
    this.#reporter = new AvailabilityReporter(log, observer);
    this.#commandTimeoutMs = commandTimeoutMs;
    this.#random = random;
    const isServerReady = () => this.isReady;
    this.subscriber = new SubscriberConnection({ createClient, isServerReady, log, commandTimeoutMs });
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
    await withReplyTimeout(this.#firstAttempt.promise, FIRST_ANSWER_TIMEOUT_MS).catch(() => undefined);
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#send('get', (client) => client.get(key))) ?? undefined;
  }

  async set(key: string, value: string, { ttlMs, onlyIfAbsent = false }: SetOptions): Promise<boolean> {
    const expiration = { type: 'PX', value: ttlMs } as const;
    const condition = onlyIfAbsent ? ({ condition: 'NX' } as const) : {};
    const reply = await this.#send('set', (client) => client.set(key, value, { expiration, ...condition }));
    return reply === 'OK';
  }

  async deleteIfEqual(key: string, value: string): Promise<boolean> {
    return (await this.evaluate(DELETE_IF_EQUAL, [key], [value])) === 1;
  }

  evaluate(
    script: string,
    keys: readonly string[],
    args: readonly (string | Buffer)[],
    options: EvaluateOptions = {},
  ): Promise<unknown> {
    return this.#send('eval', (client) => runScript(client, script, keys, args, options), options.session);
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.#send('publish', (client) => client.publish(channel, message));
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    clearInterval(this.#watch);
    this.#isWritable = false;
    this.#current = undefined;
    for (const client of this.#clients) if (client.isReady) this.#destroy(client);
    // A client that is connecting cannot be destroyed; its socket would stay open.
    await this.#restoring;
    for (const client of this.#clients) this.#destroy(client);
    await this.subscriber.close();
  }

  async #send<T>(
    name: RedisCommand,
    command: (client: Client) => Promise<T>,
    session = this.#sessions,
  ): Promise<T> {
    const client = this.#current;
    try {
      return await this.#reporter.observe(name, async () => {
        if (!client || session !== this.#sessions) throw new RedisUnavailableError('NOT_CONNECTED');
        return withReplyTimeout(command(client), this.#commandTimeoutMs);
      });
    } catch (error) {
      const unavailable = toUnavailable(error);
      if (client) this.#checkFailure(client, unavailable.reason);
      throw unavailable;
    }
  }

  async #checkCurrent(): Promise<void> {
    const client = this.#current;
    // Otherwise a reconnect is already in progress.
    if (!client || !this.#isWritable) return;
    try {
      await probe(client, this.#reporter, 3 * this.#commandTimeoutMs);
      this.#attempts = 0;
    } catch (error) {
      this.#checkFailure(client, reasonOf(error), true);
    }
  }

  /** Drops the connection if the failure of a command shows that it is unusable. A failed probe always does. */
  #checkFailure(client: Client, reason: string, isProbe = false): void {
    if (client !== this.#current) return;
    const isUnwritable = rejectsWrites(reason);
    if (!isUnwritable && !isProbe && !isFromWrongServer(reason) && reason !== 'TIMEOUT') return;
    if (!isUnwritable) this.#retire(client);
    this.#lost(reason);
    this.#restore();
  }

  /** Stops using a client. Commands in flight may still get their replies. */
  #retire(client: Client): void {
    if (client === this.#current) this.#current = undefined;
    setTimeout(() => this.#destroy(client), this.#commandTimeoutMs).unref();
  }

  #destroy(client: Client): void {
    if (!this.#clients.delete(client)) return;
    if (client.isOpen) client.destroy();
  }

  /** Tries to connect until a server accepts writes. */
  #restore(): void {
    this.#restoring ??= this.#runOutsideOfRequests(() => this.#connectUntilWritable()).finally(() => {
      this.#restoring = undefined;
      // The new connection may already be lost again.
      if (!this.isReady && !this.#closing.signal.aborted) this.#restore();
    });
  }

  async #connectUntilWritable(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      if (this.#attempts > 0) {
        const waitMs = backOffMs(this.#attempts - 1, this.#random, RECONNECT_DELAYS);
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

  /**
   * @param address to use instead of the one in the URL
   * @throws if the server does not accept writes; it is still used for reading if there is no other connection
   */
  async #connect(address?: ServerAddress): Promise<void> {
    const client = await this.#createClient(address);
    this.#clients.add(client);
    client.on('error', (error: unknown) => this.#ended(client, reasonOf(error)));
    try {
      await client.connect();
      await probe(client, this.#reporter, this.#commandTimeoutMs);
      this.#adopt(client);
      this.#restored();
    } catch (error) {
      if (rejectsWrites(reasonOf(error)) && !this.#current) this.#adopt(client);
      else this.#destroy(client);
      // A node of a Redis Cluster names the one that has the keys.
      const { movedTo } = toUnavailable(error);
      if (!movedTo || address) throw error;
      await this.#connect(movedTo);
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
    if (!this.#closing.signal.aborted) this.#reporter.lost(reason);
  }

  #restored(): void {
    if (this.#closing.signal.aborted) return;
    this.#isWritable = true;
    this.#reporter.restored();
    this.subscriber.reconnect();
  }
}
