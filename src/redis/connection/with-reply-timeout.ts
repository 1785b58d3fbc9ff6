import { RedisUnavailableError } from '../redis-unavailable-error.ts';

/** The time-out is counted in ticks. Time in which this process was too busy to receive replies counts as one tick. */
const TICKS = 10;

/** @throws {RedisUnavailableError} TIMEOUT if the reply takes longer */
export async function withReplyTimeout<T>(reply: Promise<T>, timeoutMs: number): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  let ticksLeft = TICKS;
  const timer = setInterval(() => {
    ticksLeft -= 1;
    if (ticksLeft > 0) return;
    clearInterval(timer);
    timeout.reject(new RedisUnavailableError('TIMEOUT', { mayHaveRun: true }));
  }, timeoutMs / TICKS);
  // A late rejection must not be unhandled.
  reply.catch(() => undefined);
  try {
    return await Promise.race([reply, timeout.promise]);
  } finally {
    clearInterval(timer);
  }
}
