import { expect, test, vi } from 'vitest';
import { PersonReads } from '../../src/observability/audit/person-reads.ts';
import { CUSTOMER_ID, EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { freePort } from '../support/network/free-port.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';
import { startOtlpReceiver } from './otlp-receiver.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

type Line = Readonly<Record<string, unknown>>;

function linesOf(stack: Stack, event: string): Line[] {
  const lines = stack
    .logged()
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line): Line => JSON.parse(line)).filter((line) => line['event'] === event);
}

const send = (stack: Stack) => stack.request(ATTACH, { input: EXAMPLE_INPUT }, { traceparent: TRACEPARENT });

test('each line of a request has the ids of a span of its trace', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  stack.control.faults.script('attachIndividualDocuments', [{ reset: 'before-headers', times: 20 }]);
  for (let call = 0; call < 20; call += 1) await send(stack);
  await stack.gateway.close();

  const spanIds = new Set(receiver.spans.map(({ spanId }) => spanId));
  for (const [event, count] of [
    ['request', 20],
    // Before and after each write.
    ['audit', 40],
    ['upstream-no-answer', 20],
    ['upstream-circuit', 1],
  ] as const) {
    const lines = linesOf(stack, event);
    expect(lines).toHaveLength(count);
    for (const { traceId, spanId } of lines) {
      expect([event, traceId]).toEqual([event, TRACE_ID]);
      expect(spanIds).toContain(spanId);
    }
  }
  const requests = receiver.spans.filter(({ name }) => name === 'POST /graphql');
  expect(linesOf(stack, 'request').map(({ spanId }) => spanId)).toEqual(requests.map(({ spanId }) => spanId));
});

test('the lines about rejected credentials have the ids of a span', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  stack.control.faults.script('issueToken', { status: 401, times: 'always' });
  await send(stack);

  for (const event of ['credentials-refused', 'token-not-renewed'])
    expect(linesOf(stack, event).map(({ traceId }) => traceId)).toEqual([TRACE_ID]);
});

test('the line about a bug has the ids of the request that met it', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  using _bug = vi.spyOn(PersonReads.prototype, 'begin').mockImplementation(() => {
    throw new TypeError('bug');
  });
  const answer = await send(stack);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  await stack.gateway.close();

  const request = receiver.spans.find(({ name }) => name === 'POST /graphql');
  expect(linesOf(stack, 'fault')).toMatchObject([
    { name: 'TypeError', traceId: TRACE_ID, spanId: request?.spanId },
  ]);
});

test('lines outside of requests, and of other requests, have other ids or none', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  await send(stack);
  await stack.attach();
  await fetch(new URL('/nothing', stack.url));
  await expect.poll(() => linesOf(stack, 'request')).toHaveLength(3);

  const ids = linesOf(stack, 'request').map(({ traceId }) => traceId);
  expect(ids).toEqual([TRACE_ID, expect.stringMatching(/^[\da-f]{32}$/), undefined]);
  expect(ids[1]).not.toBe(TRACE_ID);
});

test('the lines of a subscription have the ids of its request, also when the gateway ends it', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  await subscription.next();
  await stack.gateway.close();

  const [opened] = linesOf(stack, 'subscription-opened');
  const [ended] = linesOf(stack, 'subscription-ended');
  expect(opened?.['traceId']).toMatch(/^[\da-f]{32}$/);
  expect([ended?.['traceId'], ended?.['spanId']]).toEqual([opened?.['traceId'], opened?.['spanId']]);
});

test('without an exporter, no line has the ids of a trace', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  await send(stack);
  await expect.poll(() => linesOf(stack, 'request')).toHaveLength(1);

  expect(stack.logged()).not.toMatch(/traceId|spanId/);
});

test('a request that is not recorded has the id of the trace in its lines', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  const headers = { traceparent: TRACEPARENT.replace(/01$/, '00') };
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);
  await expect.poll(() => linesOf(stack, 'request')).toHaveLength(1);

  expect(linesOf(stack, 'request')[0]?.['traceId']).toBe(TRACE_ID);
});

test('the line about a failed export does not have the ids of the request that filled the batch', async () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    OTEL_EXPORTER_OTLP_TIMEOUT: '100',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '1',
  };
  await using stack = await startStack({ env });
  await send(stack);
  const lines = () => linesOf(stack, 'traces-not-delivered');
  await expect.poll(lines, { timeout: 30_000 }).toHaveLength(1);

  expect(lines()[0]).not.toHaveProperty('traceId');
});
