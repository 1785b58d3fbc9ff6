import type { Config } from '../config/config.ts';
import { type CustomerEvents, createLocalCustomerEvents } from '../live/customer-events.ts';
import { createSharedCustomerEvents } from '../live/shared-customer-events.ts';
import type { RedisConnection } from '../redis/redis.ts';

/** Replicas that share a Redis share their events. */
export function createCustomerEvents(
  { fin, sharedState }: Config,
  redis: RedisConnection | undefined,
): CustomerEvents {
  // Each process has an embedded sandbox of its own, with customers of its own.
  if (!redis || !sharedState || !fin) return createLocalCustomerEvents();
  return createSharedCustomerEvents({ redis, ...sharedState });
}
