import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import { type StackOptions, startStack } from '../support/start-stack.ts';
import { attributesOf, ERROR, lineageOf, type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.ts';

/** Calls that hang are ended by the test, however busy the machine is. */
const PATIENT = { FIN_TIMEOUT_MS: '60000', FIN_CONNECTION_WAIT_MS: '60000' };
const READ_FIELD = (id: string) => `individualCustomer(id: "${id}") { status }`;

type Traced = Awaited<ReturnType<typeof startTraced>>;

async function startTraced({ env, ...options }: StackOptions = {}) {
  const receiver = await startOtlpReceiver();
  const stack = await startStack({
    ...options,
    env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, METRICS_PORT: '0' },
  });
  return {
    stack,
    /** Until calls or requests wait for a slot of this pool. */
    async isWaiting(pool: string) {
      const line = `fin_gateway_slots_waiting{pool="${pool}"} 1`;
      await expect
        .poll(async () => (await fetch(String(stack.gateway.metricsUrl))).text())
        .toContain(`${line}\n`);
    },
    /** Stops the gateway. @returns the spans of waits, and all */
    async finish() {
      await stack.gateway.close();
      const { spans } = receiver;
      return { waits: spans.filter(({ name }) => name.startsWith('wait for ')), spans };
    },
    async [Symbol.asyncDispose]() {
      await stack[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

const describe = (spans: readonly ReceivedSpan[], all: readonly ReceivedSpan[]) =>
  spans.map((span) => [lineageOf(span, all), attributesOf(span)]);

test('a request that waits for nothing has no span of a wait', async () => {
  await using traced = await startTraced();
  await traced.stack.attach();
  await sendForm(traced.stack.url, uploadForm(content('pdf', 900)));

  expect((await traced.finish()).waits).toEqual([]);
});

test.each([
  {
    pool: 'write',
    env: { FIN_WRITE_CONNECTIONS: '1' },
    operation: 'attachIndividualDocuments',
    send: ({ stack }: Traced) => stack.attach(),
    parents: 'POST /graphql > mutation attachIndividualDocuments',
  },
  {
    pool: 'upload',
    env: { FIN_UPLOAD_CONNECTIONS: '1' },
    operation: 'uploadDocuments',
    send: ({ stack }: Traced) => sendForm(stack.url, uploadForm(content('pdf', 900))),
    parents: 'POST /graphql > mutation uploadDocuments',
  },
  {
    pool: 'requests',
    env: { MAX_REQUESTS_IN_FLIGHT: '1' },
    operation: 'attachIndividualDocuments',
    send: ({ stack }: Traced) => stack.attach(),
    parents: 'POST /graphql',
  },
] as const)(
  'a wait for a slot of the pool $pool has a span',
  async ({ pool, env, operation, send, parents }) => {
    await using traced = await startTraced({
      env: { ...env, ...PATIENT },
      limits: { requestWaitMs: 60_000 },
    });
    const { stack } = traced;
    stack.control.faults.script(operation, { hang: true });
    const first = send(traced);
    await stack.control.waitForRequest(operation, { timeoutMs: 30_000 });
    const second = send(traced);
    await traced.isWaiting(pool);
    // The first call breaks, and frees its slot.
    await stack.sandbox.close();
    await Promise.all([first, second]);

    const { waits, spans } = await traced.finish();
    expect(describe(waits, spans)).toEqual([[`${parents} > wait for slot`, { 'fin_gateway.pool': pool }]]);
  },
);

test('a wait for a slot that does not become free has failed', async () => {
  await using traced = await startTraced({
    env: { ...PATIENT, FIN_WRITE_CONNECTIONS: '1', FIN_CONNECTION_WAIT_MS: '100' },
  });
  const { stack } = traced;
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const first = stack.attach();
  await stack.control.waitForRequest('attachIndividualDocuments', { timeoutMs: 30_000 });
  expect((await stack.attach()).errors).toHaveLength(1);
  await stack.sandbox.close();
  await first;

  const { waits } = await traced.finish();
  expect(waits.map((span) => [attributesOf(span), span.status.code])).toEqual([
    [{ 'fin_gateway.pool': 'write', 'error.type': 'timeout' }, ERROR],
  ]);
});

test('of two fields that need a new token, one gets it and the other one has a span of its wait', async () => {
  await using traced = await startTraced();
  const { customerId } = traced.stack.control.addCustomer();
  await traced.stack.request(`{ a: ${READ_FIELD(EXAMPLE_INPUT.customerId)} b: ${READ_FIELD(customerId)} }`);

  const { waits, spans } = await traced.finish();
  const renewal = 'POST /graphql > query individualCustomer';
  expect(describe(waits, spans)).toEqual([[`${renewal} > wait for token renewal`, {}]]);
  const issued = spans.filter(({ name }) => name === 'POST /v1/oauth/token');
  expect(issued.map((span) => lineageOf(span, spans))).toEqual([`${renewal} > POST /v1/oauth/token`]);
  expect(issued[0]?.parentSpanId).not.toBe(waits[0]?.parentSpanId);
});
