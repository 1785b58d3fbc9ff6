import type { RedisConnection, RedisOptions } from './redis-connection.ts';
import { type Client, SelfRestoringConnection } from './self-restoring-connection.ts';

export type { ConnectionLog, RedisConnection, RedisObserver } from './redis-connection.ts';

const CONNECT_TIMEOUT_MS = 2_000;

/**
 * A connection that restores itself, each time through the address in the URL. Resolves when Redis has taken a write, the
 * first attempt has failed, or a second is over; never rejects because Redis is out of reach.
 */
export async function connectRedis(options: RedisOptions): Promise<RedisConnection> {
  // Only who uses Redis pays for loading its client.
  const { createClient } = await import('@redis/client');
  const create = () =>
    createClient({
      url: options.url,
      disableOfflineQueue: true,
      disableClientInfo: true,
      // A connection that has ended is replaced by another, which may lead to another server.
      socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
    });
  const connection = new SelfRestoringConnection(() => create() as Client, options);
  await connection.open();
  return connection;
}
