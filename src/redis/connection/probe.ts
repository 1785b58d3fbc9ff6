import { KEY_PREFIX } from '../key-prefix.ts';
import { toUnavailable } from '../redis-unavailable-error.ts';
import type { AvailabilityReporter } from './availability-reporter.ts';
import type { Client } from './client.ts';
import { withReplyTimeout } from './with-reply-timeout.ts';

const KEY = `${KEY_PREFIX}probe`;
const EXPIRATION = { type: 'PX', value: 10_000 } as const;

/** Tests whether the server accepts writes. @throws {RedisUnavailableError} */
export async function probe(
  client: Client,
  reporter: AvailabilityReporter,
  timeoutMs: number,
): Promise<void> {
  try {
    await reporter.observe('probe', () =>
      withReplyTimeout(client.set(KEY, '1', { expiration: EXPIRATION }), timeoutMs),
    );
  } catch (error) {
    throw toUnavailable(error);
  }
}
