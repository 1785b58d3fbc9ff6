import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';
import {
  attributesOf,
  CLIENT,
  ERROR,
  INTERNAL,
  type ReceivedSpan,
  SERVER,
  startOtlpReceiver,
} from './otlp-receiver.ts';

const UNSET = 0;
const READ = `{ individualCustomer(id: "${EXAMPLE_INPUT.customerId}") { status } }`;

async function startTraced() {
  const receiver = await startOtlpReceiver();
  const stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  return {
    ...{ receiver, stack },
    /** Stops the gateway. @returns all spans, by name */
    async finish(): Promise<Map<string, ReceivedSpan[]>> {
      await stack.gateway.close();
      return Map.groupBy(receiver.spans, ({ name }) => name);
    },
    async [Symbol.asyncDispose]() {
      await stack[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

test('the span of a request and those of its exchanges have exactly the attributes of the conventions', async () => {
  await using traced = await startTraced();
  const { stack } = traced;
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, { 'x-request-id': 'request-0001' });
  const spans = await traced.finish();

  const [server] = spans.get('POST /graphql') ?? [];
  expect(server && [server.kind, attributesOf(server)]).toEqual([
    SERVER,
    {
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'url.path': '/graphql',
      'url.scheme': 'http',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(stack.url).port),
      'network.protocol.version': '1.1',
      'http.response.status_code': 200,
      'graphql.operation.type': 'mutation',
      'fin_gateway.request_id': 'request-0001',
    },
  ]);
  const [field] = spans.get('mutation attachIndividualDocuments') ?? [];
  expect(field && [field.kind, attributesOf(field)]).toEqual([
    INTERNAL,
    { 'fin_gateway.field': 'attachIndividualDocuments' },
  ]);
  const [exchange] = spans.get('POST /v1/customers/individual/attach') ?? [];
  expect(exchange && [exchange.kind, attributesOf(exchange)]).toEqual([
    CLIENT,
    {
      'http.request.method': 'POST',
      'url.template': '/v1/customers/individual/attach',
      'url.scheme': 'http',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(stack.sandbox.url).port),
      'network.protocol.version': '1.1',
      'http.response.status_code': 200,
      'fin_gateway.upstream.operation': 'attachIndividualDocuments',
    },
  ]);
});

test('the name of an exchange has no id, and each repetition has its number', async () => {
  await using traced = await startTraced();
  const { stack } = traced;
  stack.control.faults.script('getCustomer', [{ status: 503 }, { status: 401 }]);
  expect((await stack.request(READ)).errors).toBeUndefined();
  const spans = await traced.finish();

  const reads = (spans.get('GET /v1/customers/{customer_id}') ?? []).map((span) => {
    const attributes = attributesOf(span);
    return [
      attributes['http.response.status_code'],
      attributes['http.request.resend_count'],
      attributes['error.type'],
      span.status.code ?? UNSET,
    ];
  });
  expect(reads).toEqual([
    [503, undefined, '503', ERROR],
    [401, 1, '401', ERROR],
    [200, 2, undefined, UNSET],
  ]);
  expect(traced.receiver.received()).not.toContain(EXAMPLE_INPUT.customerId);
});

test.each([
  ['a failure of Fin.com', { status: 500 }, 'UPSTREAM_UNAVAILABLE', ERROR],
  ['a mistake of the caller', { status: 404 }, 'NOT_FOUND', UNSET],
] as const)('%s makes the spans of request and field with status %j', async (_what, fault, code, status) => {
  await using traced = await startTraced();
  traced.stack.control.faults.script('attachIndividualDocuments', fault);
  await traced.stack.attach();
  const spans = await traced.finish();

  for (const name of ['POST /graphql', 'mutation attachIndividualDocuments']) {
    const [span] = spans.get(name) ?? [];
    expect(span && [name, attributesOf(span)['error.type'], span.status.code ?? UNSET]).toEqual([
      name,
      code,
      status,
    ]);
  }
});

test('a method that a client has made up, query, client and Host are not recorded', async () => {
  await using traced = await startTraced();
  const { url } = traced.stack;
  const headers = { 'user-agent': 'canary-agent', 'x-forwarded-for': '192.0.2.77' };
  await fetch(`${url}?query=${encodeURIComponent('{ __typename } # canary-query')}`, { headers });
  await fetch(url, { method: 'PROPFIND', headers });
  const spans = await traced.finish();

  expect(new Set(spans.keys())).toEqual(new Set(['GET /graphql', 'HTTP /graphql']));
  const [other] = spans.get('HTTP /graphql') ?? [];
  expect(other && attributesOf(other)['http.request.method']).toBe('_OTHER');
  for (const text of ['canary', 'PROPFIND', '192.0.2.77', 'localhost'])
    expect(traced.receiver.received()).not.toContain(text);
});
