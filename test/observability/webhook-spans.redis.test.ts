import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';
import { loggedWebhooks, postWebhook, SECRET, signed, webhookEvent } from '../webhooks/signed-webhook.ts';
import { attributesOf, lineageOf, SERVER, startOtlpReceiver } from './otlp-receiver.ts';

test('a webhook has a span with those of its commands to Redis below it, and its line has the ids', async () => {
  await using receiver = await startOtlpReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, FIN_WEBHOOK_SECRET: SECRET };
  await using stack = await startStack({ redis: true, env });
  const event = webhookEvent();
  const { body, headers } = signed(event);
  await postWebhook(stack.gateway.origin, { body, headers: { ...headers, 'x-request-id': 'webhook-0001' } });
  await stack.gateway.close();

  const { spans } = receiver;
  const redis = new URL(stack.redis.url).host;
  expect(spans.map((span) => lineageOf(span, spans))).toEqual([
    `POST /webhooks/fin > GET ${redis}`,
    `POST /webhooks/fin > PUBLISH ${redis}`,
    `POST /webhooks/fin > SET ${redis}`,
    'POST /webhooks/fin',
  ]);
  const server = spans.at(-1);
  expect(server && [server.kind, attributesOf(server)]).toEqual([
    SERVER,
    {
      'http.request.method': 'POST',
      'http.route': '/webhooks/fin',
      'url.path': '/webhooks/fin',
      'url.scheme': 'http',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(stack.url).port),
      'network.protocol.version': '1.1',
      'http.response.status_code': 200,
      'fin_gateway.request_id': 'webhook-0001',
    },
  ]);
  const [line] = loggedWebhooks(stack.logged());
  expect(line).toMatchObject({ traceId: server?.traceId, spanId: server?.spanId });
  const { customerHash } = line?.webhook ?? {};
  expect(customerHash).toMatch(/^[\da-f]{32}$/);
  for (const text of [event.event.id, CUSTOMER_ID, customerHash, 'fin-gateway:'])
    expect(JSON.stringify(spans)).not.toContain(text);
});
