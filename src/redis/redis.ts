import { type Client, CONNECT_TIMEOUT_MS } from './connection/client.ts';
import type { RedisConnection, RedisOptions } from './redis-connection.ts';
import { SelfRestoringConnection } from './connection/self-restoring-connection.ts';

export type { ConnectionLog, RedisConnection, RedisObserver } from './redis-connection.ts';

/**
 * Opens a connection that restores itself, each time through the address in the URL. Resolves when Redis has accepted a
 * write, when the first attempt has failed, or after a second; never rejects because Redis is unavailable.
 */
export async function connectRedis(options: RedisOptions): Promise<RedisConnection> {
  // Gateways without Redis need not load its client.
  const { createClient } = await import('@redis/client');
  const create = () =>
    createClient({
      url: options.url,
      disableOfflineQueue: true,
      disableClientInfo: true,
      // A lost connection is replaced by a new client, which may reach another server.
      socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
    });
  const connection = new SelfRestoringConnection(() => create() as Client, options);
  await connection.open();
  return connection;
}
