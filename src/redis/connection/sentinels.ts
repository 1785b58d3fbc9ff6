import { z } from 'zod/mini';
import { RedisUnavailableError, toUnavailable } from '../redis-unavailable-error.ts';
import { type Client, CONNECT_TIMEOUT_MS, REPLY_TIMEOUT_MS, type ServerAddress } from './client.ts';
import { withReplyTimeout } from './with-reply-timeout.ts';

const addressReply = z.nullable(z.tuple([z.string(), z.string()]));

/**
 * Asks all Sentinels at once for the primary. A Sentinel that is cut off from the others may still name the previous one, so
 * most of them must agree. If most do not answer, the answers of the others count.
 *
 * @param group the name under which the Sentinels monitor the primary
 * @throws {RedisUnavailableError} if none knows it
 */
export async function askSentinels(sentinels: readonly Client[], group: string): Promise<ServerAddress> {
  const votes = new Map<string, { readonly address: ServerAddress; count: number }>();
  const agreed = Promise.withResolvers<void>();
  const answers = sentinels.map(async (sentinel) => {
    const address = await askSentinel(sentinel, group);
    const vote = votes.get(JSON.stringify(address)) ?? { address, count: 0 };
    votes.set(JSON.stringify(address), vote);
    vote.count += 1;
    if (vote.count > sentinels.length / 2) agreed.resolve();
  });
  const all = Promise.allSettled(answers);
  await Promise.race([agreed.promise, all]);
  const [elected] = [...votes.values()].toSorted((one, other) => other.count - one.count);
  if (elected) return elected.address;
  throw toSentinelError(
    (await all).flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : [])),
  );
}

async function askSentinel(sentinel: Client, group: string): Promise<ServerAddress> {
  sentinel.on('error', () => undefined);
  try {
    await withReplyTimeout(sentinel.connect(), CONNECT_TIMEOUT_MS + REPLY_TIMEOUT_MS);
    const command = ['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', group];
    const reply = addressReply.parse(await withReplyTimeout(sentinel.sendCommand(command), REPLY_TIMEOUT_MS));
    if (!reply) throw new RedisUnavailableError('UNKNOWN_PRIMARY');
    return { host: reply[0], port: Number(reply[1]) };
  } finally {
    if (sentinel.isOpen) sentinel.destroy();
  }
}

/** Prefers the reason of a Sentinel that answered to that of one that cannot be reached. */
function toSentinelError(errors: readonly unknown[]): RedisUnavailableError {
  const failures = errors.map(toUnavailable);
  const failure = failures.find(({ mayHaveRun }) => !mayHaveRun) ?? failures[0];
  return new RedisUnavailableError(`SENTINEL_${failure?.reason ?? 'UNKNOWN'}`);
}
