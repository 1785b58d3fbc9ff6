import { connectRedis, type RedisConnection } from '../../src/redis/redis.ts';
import type { RedisOptions } from '../../src/redis/redis-connection.ts';

interface LoggedConnection extends AsyncDisposable {
  readonly connection: RedisConnection;
  /** The event and the reason of each line. */
  readonly events: readonly unknown[];
}

export async function connectLogged(
  url: string,
  options: Omit<RedisOptions, 'url' | 'log'> = {},
): Promise<LoggedConnection> {
  const events: unknown[] = [];
  const log = {
    warn: ({ event, reason }: Readonly<Record<string, unknown>>) => void events.push([event, reason]),
  };
  const connection = await connectRedis({ ...options, url, log });
  return { connection, events, [Symbol.asyncDispose]: () => connection.close() };
}
