import type { Config } from '../config/config.ts';
import type { Customers } from '../datasources/fin/customers/customers.ts';
import { type CustomerEvents, createLocalCustomerEvents } from '../live/customer-events.ts';
import { createCustomerWatch, type WatchObserver } from '../live/customer-watch.ts';
import { createSharedCustomerEvents } from '../live/shared-customer-events.ts';
import type { RedisConnection } from '../redis/redis.ts';

interface LiveParts {
  readonly customers: Customers;
  readonly redis: RedisConnection | undefined;
  readonly observer: WatchObserver | undefined;
}

/** Replicas that share a Redis share their events. */
export function createLiveStatus(config: Config, { customers, redis, observer }: LiveParts) {
  const customerEvents = createEvents(config, redis);
  const customerWatch = createCustomerWatch({
    customers,
    events: customerEvents,
    pollMs: config.statusPollMs,
    observer,
  });
  return { customerEvents, customerWatch };
}

function createEvents({ fin, sharedState }: Config, redis: RedisConnection | undefined): CustomerEvents {
  // Each process has an embedded sandbox of its own, with customers of its own.
  if (!redis || !sharedState || !fin) return createLocalCustomerEvents();
  return createSharedCustomerEvents({ ...sharedState, redis });
}
