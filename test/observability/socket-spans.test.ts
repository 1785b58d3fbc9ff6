import { expect, test, vi } from 'vitest';
import { PersonReads } from '../../src/observability/audit/person-reads.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { openInitialized } from '../support/network/open-socket.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import {
  attributesOf,
  ERROR,
  lineageOf,
  type OtlpReceiver,
  type ReceivedSpan,
  SERVER,
  startOtlpReceiver,
} from './otlp-receiver.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const UNSET = 0;
const QUERY = `subscription CanaryName($id: UUID!) {
  individualCustomerChanged(id: $id) { id status capabilities { onRamp { currency } } }
}`;

function startTraced({ url }: OtlpReceiver): Promise<Stack> {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    FIN_CUSTOMER_API: 'v2',
  };
  return startStack({ webhooks: true, env });
}

function toSubscribe(id: string, customerId = CUSTOMER_ID) {
  return { id, type: 'subscribe', payload: { query: QUERY, variables: { id: customerId } } };
}

function operationsOf({ spans }: OtlpReceiver): ReceivedSpan[] {
  return spans.filter(({ kind, name }) => kind === SERVER && name === 'subscription');
}

/** The log lines with this request id. */
function linesOf(stack: Stack, requestId: unknown): Record<string, unknown>[] {
  const lines = stack.logged().split('\n');
  return lines.filter((line) => line.includes(`"requestId":"${requestId}"`)).map((line) => JSON.parse(line));
}

test('the span of an operation over a WebSocket ends when its results begin, and has no private data', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startTraced(receiver);
  await using socket = await openInitialized(stack.url, { authorization: 'Bearer canary-token' });
  socket.send(toSubscribe('canary-id'));
  await socket.next();
  // The subscription is still open.
  await expect.poll(() => operationsOf(receiver), { timeout: 10_000 }).toHaveLength(1);

  const [span] = operationsOf(receiver);
  expect(span && attributesOf(span)).toEqual({
    'network.protocol.name': 'websocket',
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(stack.url).port),
    'graphql.operation.type': 'subscription',
    'fin_gateway.request_id': expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(span?.status.code ?? UNSET).toBe(UNSET);
  for (const text of [CUSTOMER_ID, 'canary', 'CanaryName'])
    expect(JSON.stringify(receiver.spans)).not.toContain(text);
});

test('all lines and reads of an operation have its ids, also those of later results', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startTraced(receiver);
  await using socket = await openInitialized(stack.url);
  socket.send(toSubscribe('1'));
  await socket.next();
  stack.control.faults.script('getCustomerCapabilities', { reset: 'before-headers', times: 4 });
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
  await socket.next();
  socket.send({ id: '1', type: 'complete' });
  await expect.poll(stack.logged).toContain('"subscription-ended"');
  await stack.gateway.close();

  const { spans } = receiver;
  const [span] = operationsOf(receiver);
  const lines = linesOf(stack, span && attributesOf(span)['fin_gateway.request_id']);
  const events = lines.map(({ event }) => event);
  expect(new Set(events)).toEqual(
    new Set(['subscription-opened', 'audit', 'upstream-no-answer', 'subscription-ended']),
  );
  expect(events.filter((event) => event === 'audit').length).toBeGreaterThan(1);
  expect(new Set(lines.map(({ traceId }) => traceId))).toEqual(new Set([span?.traceId]));
  const others = lines.filter(({ event }) => event !== 'upstream-no-answer');
  expect(new Set(others.map(({ spanId }) => spanId))).toEqual(new Set([span?.spanId]));
  expect(new Set(spans.map((one) => lineageOf(one, spans)))).toEqual(
    new Set([
      'subscription',
      'subscription > subscription individualCustomerChanged',
      'subscription > subscription individualCustomerChanged > POST /v1/oauth/token',
      'subscription > subscription individualCustomerChanged > GET /v2/customers/{customer_id}',
      'subscription > GET /v2/customers/{customer_id}/capabilities',
      'POST /webhooks/fin',
      // For all subscribers.
      'GET /v2/customers/{customer_id}',
    ]),
  );
});

test('each operation begins a trace, and does not continue that of the request that opened the WebSocket', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startTraced(receiver);
  const headers = { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-00` };
  await using socket = await openInitialized(stack.url, {}, { headers });
  for (const id of ['1', '2']) {
    socket.send(toSubscribe(id));
    await socket.next();
  }
  await stack.gateway.close();

  const spans = operationsOf(receiver);
  expect(spans).toHaveLength(2);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(2);
  for (const span of spans) expect(span).not.toHaveProperty('parentSpanId');
});

test('the spans of refused operations have the code, and their lines have the ids', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startTraced(receiver);
  await using socket = await openInitialized(stack.url);
  socket.send(toSubscribe('1', 'canary-customer'));
  await socket.next();
  using _bug = vi.spyOn(PersonReads.prototype, 'begin').mockImplementation(() => {
    throw new TypeError('bug');
  });
  socket.send(toSubscribe('2'));
  await socket.next();
  await stack.gateway.close();

  const spans = operationsOf(receiver);
  expect(spans.map((span) => [attributesOf(span)['error.type'], span.status.code ?? UNSET])).toEqual([
    ['BAD_USER_INPUT', UNSET],
    ['INTERNAL_SERVER_ERROR', ERROR],
  ]);
  const ids = spans.flatMap((span) =>
    linesOf(stack, attributesOf(span)['fin_gateway.request_id']).map((line) => [
      line['event'],
      line['spanId'] === span.spanId,
    ]),
  );
  expect(ids).toEqual([
    ['subscription-refused', true],
    ['fault', true],
    ['subscription-refused', true],
  ]);
  expect(JSON.stringify(receiver.spans)).not.toContain('canary');
});
