import { randomUUID } from 'node:crypto';
import type { CustomerStatus, ReadCustomer } from '../datasources/fin/customers/customer-details.ts';
import type { ReadCustomerOptions } from '../datasources/fin/customers/read-individual-customer.ts';
import { GatewayError } from '../errors.ts';
import { backOffMs } from '../redis/back-off.ts';
import type { EventSubscription } from './customer-events.ts';
import { toCustomerState } from './customer-state.ts';
import { CustomerUpdates } from './customer-updates.ts';

const RETRY_DELAYS = { firstMs: 1_000, maxMs: 60_000 };
/** Longer waits that Fin.com asks for are cut, so that one wrong header cannot stop a watch for hours. */
const MAX_RETRY_AFTER_MS = 300_000;
/** Fin.com does not review the customer any more. */
const FINAL_STATUSES: ReadonlySet<CustomerStatus | null> = new Set(['APPROVED', 'REJECTED']);

export interface WatchOptions {
  /** @throws {GatewayError} */
  readonly read: (options: ReadCustomerOptions) => Promise<ReadCustomer>;
  /** Runs the work when fewer reads of other customers are in progress. */
  readonly limit: (work: () => Promise<void>) => Promise<void>;
  readonly subscribe: (listener: () => void) => EventSubscription;
  /** Interval of reads without an event, while the customer is under review. 0: never. */
  readonly pollMs: number;
  readonly random: () => number;
  /** Called once, when the last subscriber has left. */
  readonly onAbandoned: () => void;
}

interface RequestedRead extends PromiseWithResolvers<void> {
  readonly requestId: string;
}

/** A customer with at least one subscriber. All subscribers share its reads, which run one after the other. */
export class WatchedCustomer {
  readonly #options: WatchOptions;
  readonly #events: EventSubscription;
  readonly #subscribers = new Set<CustomerUpdates>();
  /** A read that has not begun. Everybody who asks before it begins shares it. */
  #requested: RequestedRead | undefined;
  #isReading: boolean = false;
  #failures = 0;
  #nextRead: NodeJS.Timeout | undefined;
  /** The version of the API that knows the customer. */
  #version: ReadCustomer['customerApi'] | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#events = options.subscribe(() => this.#refresh());
  }

  /**
   * Reads the customer for a new subscriber.
   *
   * @throws {GatewayError} if the read fails
   */
  async join(requestId: string): Promise<CustomerUpdates> {
    const updates = new CustomerUpdates(() => this.#leave(updates));
    this.#subscribers.add(updates);
    try {
      // A change after the read must not be missed.
      await this.#events.ready;
      await this.#readNow(requestId);
      return updates;
    } catch (error) {
      await updates.return();
      throw error;
    }
  }

  #leave(updates: CustomerUpdates): void {
    this.#subscribers.delete(updates);
    if (this.#subscribers.size > 0) return;
    clearTimeout(this.#nextRead);
    this.#events.end();
    this.#options.onAbandoned();
  }

  /** Subscribers do not wait behind the reads that keep other customers up to date. */
  #readNow(requestId: string): Promise<void> {
    const { promise } = this.#request(requestId);
    void this.#readWhileRequested();
    return promise;
  }

  /** Reads the customer soon. A read that is in progress does not count: it may have missed the change. */
  #refresh(): void {
    if (this.#requested) return;
    this.#request(randomUUID());
    if (!this.#isReading) void this.#options.limit(() => this.#readWhileRequested());
  }

  #request(requestId: string): RequestedRead {
    if (!this.#requested) {
      this.#requested = { requestId, ...Promise.withResolvers<void>() };
      // Only new subscribers need to know that a read has failed.
      this.#requested.promise.catch(() => undefined);
    }
    return this.#requested;
  }

  async #readWhileRequested(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#requested && this.#subscribers.size > 0) {
      const requested = this.#requested;
      this.#requested = undefined;
      await this.#read(requested);
    }
    this.#isReading = false;
  }

  async #read({ requestId, resolve, reject }: RequestedRead): Promise<void> {
    clearTimeout(this.#nextRead);
    try {
      const details = await this.#options.read({ requestId, firstVersion: this.#version });
      this.#version = details.customerApi;
      this.#failures = 0;
      const state = toCustomerState(details);
      for (const updates of this.#subscribers) updates.offer(state);
      this.#scheduleRead(FINAL_STATUSES.has(details.status) ? 0 : this.#options.pollMs);
      resolve();
    } catch (error) {
      this.#scheduleRead(this.#retryDelayMs(error));
      this.#failures += 1;
      reject(error);
    }
  }

  /** @param delayMs 0: there is no next read until somebody asks for one */
  #scheduleRead(delayMs: number): void {
    if (delayMs === 0 || this.#subscribers.size === 0) return;
    this.#nextRead = setTimeout(() => this.#refresh(), delayMs);
  }

  #retryDelayMs(error: unknown): number {
    const retryAfterMs = error instanceof GatewayError ? (error.details.retryAfterSeconds ?? 0) * 1000 : 0;
    const delayMs = backOffMs(this.#failures, this.#options.random, RETRY_DELAYS);
    return Math.max(delayMs, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
  }
}
