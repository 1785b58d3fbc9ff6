import { expect, test } from 'vitest';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { BOTH_WAYS, startReleases } from './start-releases.ts';

const KEY = 'of-this-attach';
/** A lease lasts as long: the write is held while its replica lives, and for this time after it was killed. */
const HOLDING = { FIN_TIMEOUT_MS: '30000' };
const IMPATIENT = { FIN_TIMEOUT_MS: '3000' };
const UNTIL_THE_LEASE_ENDS = { timeout: 90_000 };

// These two mostly wait.
test.concurrent.for(BOTH_WAYS)(
  'an attach that runs on %s is not sent by %s, not even after a power cut',
  { timeout: 180_000 },
  async ([one, other], { expect }) => {
    await using releases = await startReleases();
    const first = await releases.start(one, HOLDING);
    const second = await releases.start(other, IMPATIENT);
    releases.control.faults.script('attachIndividualDocuments', { hang: true, times: 'always' });

    const sent = attachOnce(first.url, KEY).catch(() => 'connection lost');
    await releases.control.waitForRequest('attachIndividualDocuments', { count: 1, timeoutMs: 30_000 });
    const repeated = await attachOnce(second.url, KEY);
    const changed = await attachOnce(second.url, KEY, { tosPoliciesValue: 'another' });
    const outcome = await attachOutcome(second.url, KEY);
    await first.kill();

    expect(repeated.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', retryable: true });
    expect(changed.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(outcome.state).toBe('IN_FLIGHT');
    expect(await sent).toBe('connection lost');
    const errorNow = async () => (await attachOnce(second.url, KEY)).errors?.[0]?.extensions;
    await expect
      .poll(errorNow, UNTIL_THE_LEASE_ENDS)
      .toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN', retryable: false });
    expect((await attachOutcome(second.url, KEY)).state).toBe('NOT_ATTACHED');
    expect(releases.control.count('attachIndividualDocuments')).toBe(1);
    releases.expectNoWarnings();
  },
);

test.each(BOTH_WAYS)(
  'of many equal attaches to %s and %s at once, one is sent, and all get its result',
  async (one, other) => {
    await using releases = await startReleases();
    const [{ url: first }, { url: second }] = await releases.startBoth(one, other);
    releases.control.faults.script('attachIndividualDocuments', { delayMs: 500 });

    const answers = await Promise.all(
      [first, second, first, second, first, second].map((url) => attachOnce(url, KEY)),
    );

    expect(new Set(answers.map(({ data, errors }) => JSON.stringify({ data, errors }))).size).toBe(1);
    expect(answers.filter((answer) => replayedFields(answer).length === 0)).toHaveLength(1);
    expect(releases.control.count('attachIndividualDocuments')).toBe(1);
    releases.expectNoWarnings();
  },
);
