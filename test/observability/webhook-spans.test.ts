import { Hmac } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { startStack } from '../support/start-stack.ts';
import {
  loggedWebhooks,
  postWebhook,
  SECRET,
  type SignedWebhook,
  signed,
} from '../webhooks/signed-webhook.ts';
import { attributesOf, ERROR, startOtlpReceiver } from './otlp-receiver.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN = '00f067aa0ba902b7';
const UNSET = 0;

function withTraceparent({ body, headers }: SignedWebhook): SignedWebhook {
  return { body, headers: { ...headers, traceparent: `00-${TRACE_ID}-${CALLER_SPAN}-01` } };
}

/** Posts one webhook. @returns all spans and lines */
async function post(webhook: SignedWebhook, env: Readonly<Record<string, string>>) {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env } });
  const { status } = await postWebhook(stack.gateway.origin, webhook);
  await stack.gateway.close();
  return { status, spans: receiver.spans, logged: stack.logged() };
}

test('the span of a webhook continues the trace of its sender, unless OTEL_PROPAGATORS is none', async () => {
  const webhook = withTraceparent(signed());
  const continued = await post(webhook, { FIN_WEBHOOK_SECRET: SECRET });
  const begun = await post(webhook, { FIN_WEBHOOK_SECRET: SECRET, OTEL_PROPAGATORS: 'none' });

  expect(continued.spans).toMatchObject([{ traceId: TRACE_ID, parentSpanId: CALLER_SPAN }]);
  expect(begun.spans).toHaveLength(1);
  expect(begun.spans[0]?.traceId).not.toBe(TRACE_ID);
  expect(begun.spans[0]).not.toHaveProperty('parentSpanId');
});

test('a forged webhook is no failure of the gateway, and its span and its line are joined', async () => {
  const { spans, logged } = await post(signed({}, { secret: 'forged' }), { FIN_WEBHOOK_SECRET: SECRET });

  const [span] = spans;
  expect(span?.status.code ?? UNSET).toBe(UNSET);
  expect(span && attributesOf(span)).toMatchObject({
    'http.response.status_code': 401,
    'error.type': 'UNAUTHENTICATED',
  });
  expect(loggedWebhooks(logged)).toMatchObject([{ traceId: span?.traceId, spanId: span?.spanId }]);
});

test('a bug makes the span of a webhook fail, and the line about the bug has its ids', async () => {
  using _bug = vi.spyOn(Hmac.prototype, 'digest').mockImplementation(() => {
    throw new TypeError('bug');
  });
  const webhook = { body: Buffer.from('{}'), headers: { 'x-fin-signature': 'aa' } };
  const { status, spans, logged } = await post(webhook, { FIN_WEBHOOK_SECRET: SECRET });

  expect(status).toBe(500);
  const [span] = spans;
  expect(span?.status.code).toBe(ERROR);
  expect(span && attributesOf(span)['error.type']).toBe('INTERNAL_SERVER_ERROR');
  expect(logged).toMatch(
    new RegExp(`"event":"fault".*"traceId":"${span?.traceId}","spanId":"${span?.spanId}"`),
  );
});

test('where no webhooks are received, requests to their path have no span', async () => {
  const { status, spans, logged } = await post(signed(), {});

  expect(status).toBe(404);
  expect(spans).toEqual([]);
  expect(logged).toContain('"path":"/webhooks/fin"');
  expect(logged).not.toContain('traceId');
});
