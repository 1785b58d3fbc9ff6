import type { createClient as createRedisClient } from '@redis/client';
import { type Client, CONNECT_TIMEOUT_MS, type CreateClient, type ServerAddress } from './client.ts';
import { askSentinels } from './sentinels.ts';
import { readTlsFiles, type TlsFiles } from './tls-files.ts';

export interface RedisServers extends TlsFiles {
  /**
   * redis: or rediss:, with optional user, password and database number. With Sentinels, its host is the name under which
   * they monitor the primary.
   */
  readonly url: string;
  /** URLs of Sentinels. */
  readonly sentinels?: readonly string[] | undefined;
}

/** @param create from the client, which is loaded only if there is a Redis */
export function createClients(
  { url, sentinels = [], ...files }: RedisServers,
  create: typeof createRedisClient,
): CreateClient {
  const createClient = async (target: string): Promise<Client> => {
    const secureContext = target.startsWith('rediss:') ? await readTlsFiles(files) : undefined;
    // A lost connection is replaced by a new client, which may reach another server.
    const socket = { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false } as const;
    return create({
      url: target,
      disableOfflineQueue: true,
      disableClientInfo: true,
      socket: secureContext ? { ...socket, tls: true, secureContext } : socket,
    }) as Client;
  };
  const findPrimary = async () =>
    askSentinels(await Promise.all(sentinels.map(createClient)), new URL(url).hostname);
  return async (address) => {
    const primary = address ?? (sentinels.length > 0 ? await findPrimary() : undefined);
    return createClient(primary ? withAddress(url, primary) : url);
  };
}

function withAddress(url: string, { host, port }: ServerAddress): string {
  const target = new URL(url);
  if (host !== undefined) target.hostname = host.includes(':') ? `[${host}]` : host;
  target.port = `${port}`;
  return target.href;
}
