import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';
import { startOtlpReceiver } from './otlp-receiver.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`;
const STATE = 'vendor=abc123,other@tenant=x:1';

type Headers = Readonly<Record<string, string>>;

/** Attaches with these headers. @returns the spans, and the headers that Fin.com got */
async function attachWith(headers: Headers, env: Headers = {}) {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env } });
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);
  const { headers: sent } = await stack.control.waitForRequest('attachIndividualDocuments');
  await stack.gateway.close();
  return { spans: receiver.spans, sent };
}

test("a caller's tracestate continues in each span, and goes to Fin.com with traceparent", async () => {
  const headers = { traceparent: TRACEPARENT, tracestate: STATE };
  const { spans, sent } = await attachWith(headers, { OTEL_PROPAGATE_TO_FIN: 'true' });

  expect(new Set(spans.map(({ traceId, traceState }) => `${traceId} ${traceState}`))).toEqual(
    new Set([`${TRACE_ID} ${STATE}`]),
  );
  const exchange = spans.find(({ name }) => name === 'POST /v1/customers/individual/attach');
  expect(sent.traceparent).toBe(`00-${TRACE_ID}-${exchange?.spanId}-01`);
  expect(sent.tracestate).toBe(STATE);
});

test('without OTEL_PROPAGATE_TO_FIN, Fin.com gets neither traceparent nor tracestate', async () => {
  const { sent } = await attachWith({ traceparent: TRACEPARENT, tracestate: STATE });

  expect([sent.traceparent, sent.tracestate]).toEqual([undefined, undefined]);
});

test.each([
  ['no traceparent', {}],
  ['too short a traceparent', { traceparent: TRACEPARENT.slice(0, -3) }],
  ['a traceparent of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
  ['two traceparents', { traceparent: `${TRACEPARENT}, ${TRACEPARENT}` }],
])('with %s, a new trace begins, without the tracestate', async (_what, traceparent: Headers) => {
  const { spans, sent } = await attachWith(
    { ...traceparent, tracestate: STATE },
    { OTEL_PROPAGATE_TO_FIN: 'true' },
  );

  const ids = new Set(spans.map(({ traceId }) => traceId));
  expect(ids.size).toBe(1);
  expect(ids).not.toContain(TRACE_ID);
  expect(spans.filter(({ traceState }) => traceState)).toEqual([]);
  expect(sent.traceparent).toContain([...ids].join());
  expect(sent.tracestate).toBeUndefined();
});

test('malformed members of a tracestate are dropped', async () => {
  const tracestate = 'not a member,UPPER=x,good=1,=x,é=1';
  const { spans } = await attachWith({ traceparent: TRACEPARENT, tracestate });

  expect(new Set(spans.map(({ traceState }) => traceState))).toEqual(new Set(['good=1']));
});

test('a trace that the caller does not record is not recorded here either', async () => {
  const { spans } = await attachWith({ traceparent: TRACEPARENT.replace(/01$/, '00') });

  expect(spans).toEqual([]);
});
