import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';
import type { ReadCustomer } from '../datasources/fin/customers/customer-details.ts';
import type { Customers } from '../datasources/fin/customers/customers.ts';
import type { CustomerEvents } from './customer-events.ts';
import { WatchedCustomer } from './watched-customer.ts';

/** When Redis is back, every watched customer is read. */
const MAX_CONCURRENT_READS = 8;

export interface CustomerWatch {
  /**
   * The customer's current state, then its state after each change. The iterator must be returned when it is not needed any
   * more.
   *
   * @throws {GatewayError} if the first read fails. Later reads that fail are repeated.
   */
  watch(
    id: string,
    options: { readonly requestId: string },
  ): Promise<AsyncIterableIterator<ReadCustomer, undefined>>;
}

interface CustomerWatchOptions {
  readonly customers: Pick<Customers, 'readIndividualCustomer'>;
  readonly events: CustomerEvents;
  /** Interval of reads without an event, while a watched customer is under review. 0: never. */
  readonly pollMs: number;
  readonly observer?: WatchObserver | undefined;
  readonly random?: () => number;
}

export interface WatchObserver {
  watchedCustomersChanged(count: number): void;
}

/** Watches each customer once, however many subscribers it has. */
export function createCustomerWatch({
  customers,
  events,
  pollMs,
  observer,
  random = Math.random,
}: CustomerWatchOptions): CustomerWatch {
  const limit = pLimit(MAX_CONCURRENT_READS);
  // Otherwise the trace of the first subscriber's request would get all later reads.
  const runOutsideOfRequests = AsyncLocalStorage.snapshot();
  const watched = new Map<string, WatchedCustomer>();

  function startWatching(id: string): WatchedCustomer {
    const customer = new WatchedCustomer({
      read: (options) => customers.readIndividualCustomer(id, options),
      limit: (work) => runOutsideOfRequests(limit, work),
      subscribe: (listener) => events.subscribe(id, listener),
      pollMs,
      random,
      onAbandoned() {
        watched.delete(id);
        observer?.watchedCustomersChanged(watched.size);
      },
    });
    watched.set(id, customer);
    observer?.watchedCustomersChanged(watched.size);
    return customer;
  }

  return {
    watch(id, { requestId }) {
      const key = id.toLowerCase();
      return (watched.get(key) ?? startWatching(key)).join(requestId);
    },
  };
}
