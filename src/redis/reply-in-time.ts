import { RedisUnavailableError } from './redis-unavailable-error.ts';

/** In so many parts patience is counted. A part that passed while this process was too busy to listen counts once. */
const PARTS_OF_TIMEOUT = 10;

/** @throws {RedisUnavailableError} TIMEOUT where the reply takes longer; else as the reply fails */
export async function inTime<T>(reply: Promise<T>, timeoutMs: number): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  let partsLeft = PARTS_OF_TIMEOUT;
  const timer = setInterval(() => {
    partsLeft -= 1;
    if (partsLeft > 0) return;
    clearInterval(timer);
    timeout.reject(new RedisUnavailableError('TIMEOUT', { mayHaveRun: true }));
  }, timeoutMs / PARTS_OF_TIMEOUT);
  // Nobody waits for it once it is late.
  reply.catch(() => undefined);
  try {
    return await Promise.race([reply, timeout.promise]);
  } finally {
    clearInterval(timer);
  }
}
