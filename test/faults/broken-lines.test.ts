import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { attach } from '../support/graphql-request.ts';
import { type Direction, startCuttingProxy } from '../support/network/start-cutting-proxy.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { outcomeTold } from './outcome-told.ts';

const MAY_HAVE_HAPPENED = { DONE: [1], NOT_DONE: [0], UNKNOWN: [0, 1] };

test.each<Direction>(['request', 'answer'])(
  'if the connection breaks at any byte of the %s, the client learns the true outcome and no attach is repeated',
  { timeout: 300_000 },
  async (direction) => {
    await using sandbox = await startSandbox();
    await using proxy = await startCuttingProxy(sandbox.url);
    await using gateway = await startTestGateway({ ...sandbox, url: proxy.url });
    await attach(gateway.url);
    proxy.mend();
    await attach(gateway.url);
    const length = proxy.passed(direction);
    expect(length).toBeGreaterThan(100);

    const outcomes = new Map<string, number>();
    for (let bytes = 0; bytes <= length; bytes += 1) {
      // A success now and then, because an operation that only fails is no longer called.
      if (bytes % 10 === 0) await attach(gateway.url);
      const before = sandbox.control.attachCount();
      proxy.cutAfter(direction, bytes);
      const answer = await attach(gateway.url);
      proxy.mend();
      const outcome = outcomeTold(answer);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const made = sandbox.control.attachCount() - before;
      expect(MAY_HAVE_HAPPENED[outcome], `${outcome} after byte ${bytes}`).toContain(made);
    }

    expect(outcomes.get('UNKNOWN')).toBeGreaterThan(length / 2);
    // Without a restart, and with the token that it has.
    expect(outcomeTold(await attach(gateway.url))).toBe('DONE');
    expect(sandbox.control.count('issueToken')).toBe(1);
  },
);

test('a connection that receives everything and returns nothing causes a timeout with an unknown outcome, and the next call succeeds', async () => {
  await using sandbox = await startSandbox();
  await using proxy = await startCuttingProxy(sandbox.url);
  await using gateway = await startTestGateway({ ...sandbox, url: proxy.url }, { FIN_TIMEOUT_MS: '4000' });
  await attach(gateway.url);

  proxy.swallow();
  const answer = await attach(gateway.url);
  proxy.mend();

  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' });
  expect(sandbox.control.attachCount()).toBe(1);
  expect(outcomeTold(await attach(gateway.url))).toBe('DONE');
});
