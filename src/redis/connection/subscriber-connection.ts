import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectionLog } from '../redis-connection.ts';
import type { ChannelListener, RedisSubscriber } from '../redis-subscriber.ts';
import { reasonOf } from '../redis-unavailable-error.ts';
import { type Client, CONNECT_TIMEOUT_MS, type CreateClient } from './client.ts';
import { withReplyTimeout } from './with-reply-timeout.ts';

/** Interval at which a connection is tested, or a lost one is opened again. */
const CHECK_INTERVAL_MS = 1_000;

interface SubscriberOptions {
  readonly createClient: CreateClient;
  /** False while the connection for commands is lost. When it is restored, `reconnect` must be called. */
  readonly isServerReady: () => boolean;
  readonly log: ConnectionLog;
  readonly commandTimeoutMs: number;
}

export class SubscriberConnection implements RedisSubscriber {
  readonly #options: SubscriberOptions;
  readonly #listeners = new Map<string, ChannelListener>();
  /** Otherwise messages would be handled in the trace of the request that has opened the connection. */
  readonly #runOutsideOfRequests = AsyncLocalStorage.snapshot();
  #client: Client | undefined;
  #connecting: Promise<void> | undefined;
  #checks: NodeJS.Timeout | undefined;
  #hasMissedMessages: boolean = false;
  #isReportedLost: boolean = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  async subscribe(channel: string, listener: ChannelListener): Promise<void> {
    this.#listeners.set(channel, listener);
    this.#checks ??= setInterval(() => void this.#check(), CHECK_INTERVAL_MS).unref();
    const client = this.#client;
    const subscribed = client ? client.subscribe(channel, this.#deliver) : this.#connect();
    try {
      await withReplyTimeout(subscribed, this.#options.commandTimeoutMs);
    } catch {
      this.#hasMissedMessages = true;
      if (client) this.#drop(client);
    }
  }

  unsubscribe(channel: string): void {
    this.#listeners.delete(channel);
    if (this.#listeners.size === 0) this.#disconnect();
    else this.#client?.unsubscribe(channel, this.#deliver).catch(() => undefined);
  }

  /** Connects again, because the address may lead to another server now. */
  reconnect(): void {
    if (this.#connecting !== undefined) {
      // It may still be on its way to the previous server.
      void this.#connecting.then(() => this.reconnect());
      return;
    }
    if (this.#client) this.#drop(this.#client);
    if (this.#listeners.size > 0) void this.#connect();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#disconnect();
    await this.#connecting;
  }

  readonly #deliver = (message: string, channel: string): void => this.#listeners.get(channel)?.(message);

  #connect(): Promise<void> {
    this.#connecting ??= this.#runOutsideOfRequests(() => this.#tryToConnect()).finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async #tryToConnect(): Promise<void> {
    this.#hasMissedMessages ||= !this.#options.isServerReady();
    if (!this.#options.isServerReady()) return;
    const { createClient, commandTimeoutMs } = this.#options;
    let client: Client | undefined;
    try {
      client = await createClient();
      client.on('error', () => this.#drop(client));
      await withReplyTimeout(client.connect(), CONNECT_TIMEOUT_MS + commandTimeoutMs);
      this.#client = client;
      // Nobody may be left.
      if (this.#listeners.size === 0) this.#disconnect();
      else {
        await withReplyTimeout(
          client.subscribe([...this.#listeners.keys()], this.#deliver),
          commandTimeoutMs,
        );
        this.#connected();
      }
    } catch (error) {
      this.#drop(client);
      this.#failed(reasonOf(error));
    }
  }

  async #check(): Promise<void> {
    const client = this.#client;
    if (!client) return this.#connect();
    try {
      await withReplyTimeout(client.ping(), 3 * this.#options.commandTimeoutMs);
    } catch {
      this.#drop(client);
    }
  }

  #connected(): void {
    if (this.#isReportedLost) {
      this.#isReportedLost = false;
      this.#options.log.warn({ event: 'redis-messages-restored' }, 'Messages of other replicas arrive again');
    }
    if (!this.#hasMissedMessages) return;
    this.#hasMissedMessages = false;
    for (const listener of [...this.#listeners.values()]) listener(undefined);
  }

  #failed(reason: string): void {
    this.#hasMissedMessages = true;
    if (this.#isReportedLost || this.#listeners.size === 0) return;
    this.#isReportedLost = true;
    this.#options.log.warn(
      { event: 'redis-messages-lost', reason },
      'Redis accepts commands, but no subscription: messages of other replicas do not arrive',
    );
  }

  #drop(client: Client | undefined): void {
    if (client?.isOpen) client.destroy();
    if (!client || client !== this.#client) return;
    this.#client = undefined;
    this.#hasMissedMessages = true;
  }

  /** Nobody is left who could have missed a message. */
  #disconnect(): void {
    clearInterval(this.#checks);
    this.#checks = undefined;
    if (this.#client) this.#drop(this.#client);
    this.#hasMissedMessages = false;
  }
}
