import { createClients } from './connection/create-clients.ts';
import { SelfRestoringConnection } from './connection/self-restoring-connection.ts';
import { readTlsFiles } from './connection/tls-files.ts';
import type { RedisConnection, RedisOptions } from './redis-connection.ts';
import { reasonOf } from './redis-unavailable-error.ts';

export type { ConnectionLog, RedisConnection, RedisObserver } from './redis-connection.ts';

/**
 * Opens a connection that restores itself, each time through the address in the URL or the one that the Sentinels name.
 * Resolves when Redis has accepted a write, when the first attempt has failed, or after a second; never rejects because
 * Redis is unavailable.
 *
 * @throws {Error} if the files for TLS cannot be used
 */
export async function connectRedis(options: RedisOptions): Promise<RedisConnection> {
  await readTlsFiles(options).catch((error: unknown) => {
    throw new Error(
      `REDIS_CA_FILE, REDIS_CERT_FILE or REDIS_KEY_FILE cannot be used: ${reasonOf(error)}. They must be PEM files that the gateway may read, and the key must belong to the certificate.`,
    );
  });
  // Gateways without Redis need not load its client.
  const { createClient } = await import('@redis/client');
  const connection = new SelfRestoringConnection(createClients(options, createClient), options);
  await connection.open();
  return connection;
}
