import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { attachOnce } from '../support/idempotent-request.ts';
import type { TestRedis } from '../support/redis/start-redis.ts';
import { startStack } from '../support/start-stack.ts';
import { attributesOf, CLIENT, ERROR, lineageOf, startOtlpReceiver } from './otlp-receiver.ts';

/** Later attempts come at least a second later. */
const HALF_A_SECOND_NS = 500_000_000n;

/** The number of SET commands so far. After an attach, only probes send them. */
async function setCount(redis: TestRedis): Promise<number> {
  const stats = String(await redis.command('INFO', 'commandstats'));
  return Number(/^cmdstat_set:calls=(\d+)/m.exec(stats)?.[1] ?? 0);
}

test('each command of a request has a span below it, and those in the background have none', async () => {
  await using receiver = await startOtlpReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  await using stack = await startStack({ redis: true, env });
  const { hostname, port } = new URL(stack.redis.url);
  const target = `${hostname}:${port}`;
  const key = randomUUID();
  await attachOnce(stack.url, key);
  const before = await setCount(stack.redis);
  await expect.poll(() => setCount(stack.redis)).toBeGreaterThan(before);
  await stack.gateway.close();

  const { spans } = receiver;
  const commands = spans.filter((span) => 'db.system.name' in attributesOf(span));
  for (const span of commands) {
    const name = attributesOf(span)['db.operation.name'];
    expect([span.kind, span.name, attributesOf(span)]).toEqual([
      CLIENT,
      `${name} ${target}`,
      {
        'db.system.name': 'redis',
        'db.namespace': '0',
        'db.operation.name': name,
        'server.address': hostname,
        'server.port': Number(port),
      },
    ]);
    expect(lineageOf(span, spans)).toContain('POST /graphql > mutation attachIndividualDocuments > ');
  }
  expect(commands.length).toBeGreaterThan(1);
  expect(spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name)).toEqual([
    'POST /graphql',
  ]);
  for (const text of [key, 'fin-gateway:', 'PX']) expect(JSON.stringify(spans)).not.toContain(text);
});

test('a command that Redis refuses has the code of the reply, and later attempts belong to no trace', async () => {
  await using receiver = await startOtlpReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  await using stack = await startStack({ redis: true, env });
  await attachOnce(stack.url, randomUUID());
  await stack.redis.command('REPLICAOF', '127.0.0.1', '1');
  await attachOnce(stack.url, randomUUID());
  await stack.redis.command('REPLICAOF', 'NO', 'ONE');
  // The record that Redis did not take is offered again each second.
  await expect.poll(() => stack.redis.command('KEYS', '*:write:*')).toHaveLength(2);
  await stack.gateway.close();

  const { spans } = receiver;
  const failed = spans.filter((span) => 'error.type' in attributesOf(span));
  expect(failed.map((span) => `${attributesOf(span)['error.type']} ${span.status.code}`)).toContain(
    `READONLY ${ERROR}`,
  );
  const ends = new Map(
    spans.flatMap(({ name, traceId, endTimeUnixNano }) =>
      name === 'POST /graphql' ? [[traceId, BigInt(endTimeUnixNano)]] : [],
    ),
  );
  // A start is rounded to milliseconds and an end is not, so a span may seem to start just after its request.
  const late = spans.filter(
    ({ traceId, startTimeUnixNano }) =>
      BigInt(startTimeUnixNano) > (ends.get(traceId) ?? 0n) + HALF_A_SECOND_NS,
  );
  expect(late).toEqual([]);
});
