import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SandboxControl } from '../../sandbox/control/control.ts';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import type { Fault } from '../../sandbox/faults/fault.ts';
import { attach } from '../support/graphql-request.ts';
import { freePort } from '../support/network/free-port.ts';
import { startCuttingProxy } from '../support/network/start-cutting-proxy.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { type Outcome, outcomeTold } from './outcome-told.ts';

const CALLS = 20;

interface Trouble {
  readonly name: string;
  /** The fault that every attach meets until it is over. */
  readonly fault?: Fault;
  begin?(control: SandboxControl): void;
  /** The answer that each client gets. */
  readonly told: Outcome;
  readonly code?: string;
  /** Attaches at Fin.com. */
  readonly attached: number;
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'Fin.com closes each connection before it reads',
    fault: { reset: 'before-reading' },
    told: 'UNKNOWN',
    code: 'UPSTREAM_UNAVAILABLE',
    attached: 0,
  },
  {
    name: 'Fin.com does the work and cuts the answer off',
    fault: { reset: 'mid-body', afterProcessing: true },
    told: 'UNKNOWN',
    code: 'UPSTREAM_UNAVAILABLE',
    attached: CALLS,
  },
  {
    name: 'Fin.com is too slow, and does the work',
    fault: { delayMs: 60_000, afterProcessing: true },
    told: 'UNKNOWN',
    code: 'UPSTREAM_TIMEOUT',
    attached: CALLS,
  },
  {
    name: 'Fin.com never answers',
    fault: { hang: true },
    told: 'UNKNOWN',
    code: 'UPSTREAM_TIMEOUT',
    attached: 0,
  },
  {
    name: 'a proxy answers with a page in place of an answer',
    fault: { status: 200, contentType: 'text/html', body: '<html>Welcome</html>' },
    told: 'UNKNOWN',
    code: 'UPSTREAM_BAD_RESPONSE',
    attached: 0,
  },
  {
    name: 'a proxy answers 502 with a page',
    fault: { status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' },
    told: 'UNKNOWN',
    code: 'UPSTREAM_UNAVAILABLE',
    attached: 0,
  },
  {
    name: 'a storm of 429',
    fault: { status: 429, headers: { 'retry-after': '1' }, body: { message: 'slow down' } },
    told: 'NOT_DONE',
    code: 'RATE_LIMITED',
    attached: 0,
  },
  {
    name: 'maintenance: 503 with Retry-After',
    fault: { status: 503, headers: { 'retry-after': '1' } },
    told: 'UNKNOWN',
    code: 'UPSTREAM_UNAVAILABLE',
    attached: 0,
  },
  {
    name: 'a 503 with Retry-After from a proxy, although the work was done',
    fault: { status: 503, headers: { 'retry-after': '1' }, afterProcessing: true },
    told: 'UNKNOWN',
    code: 'UPSTREAM_UNAVAILABLE',
    attached: CALLS,
  },
  {
    name: 'the token is revoked in mid-flight',
    begin: (control) => control.revokeAccessTokens(),
    told: 'DONE',
    attached: CALLS,
  },
];

/** As a client that follows `retryAfterSeconds`. */
async function attachWhenAllowed(url: string) {
  const answer = await attach(url);
  const seconds = answer.errors?.[0]?.extensions.retryAfterSeconds;
  if (seconds === undefined) return answer;
  await after(seconds * 1_000);
  return attach(url);
}

test.each(TROUBLES)(
  '$name: each of 20 clients learns its true outcome, nothing is done twice, and all is well afterwards',
  async ({ fault, begin, told, code, attached }) => {
    const timeoutMs = code === 'UPSTREAM_TIMEOUT' ? '4000' : '20000';
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: timeoutMs } });
    expect(outcomeTold(await stack.attach())).toBe('DONE');
    const { control } = stack.sandbox;

    if (fault) control.faults.script('attachIndividualDocuments', { ...fault, times: 'always' });
    begin?.(control);
    const answers = await Promise.all(Array.from({ length: CALLS }, () => stack.attach()));
    const attachedMeanwhile = control.attachCount() - 1;
    const sent = control.count('attachIndividualDocuments') - 1;
    control.faults.clear();

    // Fin.com may have asked for a pause before the last ones were sent.
    const unsent = Math.max(0, CALLS - sent);
    const others = answers.map(outcomeTold).filter((outcome) => outcome !== told);
    expect(others).toEqual(Array.from({ length: told === 'NOT_DONE' ? 0 : unsent }, () => 'NOT_DONE'));
    expect(new Set(answers.map(({ errors }) => errors?.[0]?.extensions.code))).toEqual(new Set([code]));
    expect(attachedMeanwhile).toBe(attached === 0 ? 0 : attached - unsent);
    expect(outcomeTold(await attachWhenAllowed(stack.url))).toBe('DONE');
    expect(control.attachCount()).toBe(attachedMeanwhile + 2);
  },
);

test('during an outage of Fin.com no client gets a false outcome, and no restart is needed afterwards', async () => {
  await using sandbox = await startSandbox();
  const { hostname, port } = new URL(sandbox.url);
  const first = await startCuttingProxy(sandbox.url, await freePort());
  await using gateway = await startTestGateway({ ...sandbox, url: first.url });
  expect(outcomeTold(await attach(gateway.url))).toBe('DONE');

  await first[Symbol.asyncDispose]();
  const whileGone = await Promise.all(Array.from({ length: CALLS }, () => attach(gateway.url)));
  expect(new Set(whileGone.map(outcomeTold))).toEqual(new Set(['NOT_DONE']));

  await using _second = await startCuttingProxy(`http://${hostname}:${port}`, first.port);
  expect(outcomeTold(await attachWhenAllowed(gateway.url))).toBe('DONE');
  expect(sandbox.control.attachCount()).toBe(2);
});

test('a gateway that is killed during an attach sends nothing by itself after its restart', async () => {
  // A slow machine must not let the review begin.
  const nowMs = Date.now();
  await using sandbox = await startSandbox({ clock: () => nowMs });
  const env = {
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
  };
  const [killed, restarted] = [spawnGateway(env), spawnGateway(env)];
  const ready = /http:\/\/127\.0\.0\.1:\d+\/graphql/;
  const [url] = await killed.saw(ready);
  sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 60_000, afterProcessing: true });
  const answer = attach(url);
  answer.catch(() => undefined);
  await sandbox.control.waitForRequest('attachIndividualDocuments');
  killed.process.kill('SIGKILL');

  await expect(answer).rejects.toThrow();
  expect(await killed.exited).toBe('SIGKILL');
  const [urlAgain] = await restarted.saw(ready);
  const customer = await fetch(urlAgain, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: '{ individualCustomer(id: "55bd6b4e-c20a-4cc8-9535-91d5557a67d9") { status } }',
    }),
  }).then((response) => response.json());
  expect(customer).toMatchObject({ data: { individualCustomer: { status: 'QUEUED' } } });
  expect(sandbox.control.attachCount()).toBe(1);
  restarted.process.kill('SIGTERM');
  expect(await restarted.exited).toBe(0);
});
