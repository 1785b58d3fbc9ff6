import { expect, vi } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/redis/redis.ts';
import type { RedisOptions } from '../../src/redis/redis-connection.ts';

interface LoggedConnection extends AsyncDisposable {
  readonly connection: RedisConnection;
  /** The event and the reason of each line. */
  readonly events: readonly unknown[];
}

/** Resolves when the first attempt to connect has succeeded or failed, however slow Redis is. */
export async function connectLogged(
  url: string,
  options: Omit<RedisOptions, 'url' | 'log' | 'commandTimeoutMs'> = {},
): Promise<LoggedConnection> {
  const events: unknown[] = [];
  const log = {
    warn: ({ event, reason }: Readonly<Record<string, unknown>>) => void events.push([event, reason]),
  };
  const connection = await connectRedis({ ...options, url, log, commandTimeoutMs: 30_000 });
  const hasEnded = () => expect([connection.isReady, ...events]).not.toEqual([false]);
  await vi.waitFor(hasEnded, { timeout: 45_000 });
  return { connection, events, [Symbol.asyncDispose]: () => connection.close() };
}
