import { expect, test } from 'vitest';
import { VERSION } from '../../src/version.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { ATTACH, attach } from '../support/graphql-request.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver.ts';

type Environment = Readonly<Record<string, string>>;

const SAMPLED = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
const NOT_SAMPLED = { traceparent: SAMPLED.traceparent.replace(/01$/, '00') };

/** Attaches once. @returns what the receiver got until the gateway had stopped */
async function exportOnce(env: (receiver: OtlpReceiver) => Environment, headers: Environment = {}) {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({ env: env(receiver) });
  await stack.request(ATTACH, { input: EXAMPLE_INPUT }, headers);
  await stack.gateway.close();
  return receiver;
}

/** As a process, because the libraries read its variables. */
async function exportFromProcess(env: Environment): Promise<OtlpReceiver> {
  await using receiver = await startOtlpReceiver();
  const gateway = spawnGateway({ PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env });
  const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
  await attach(url);
  gateway.process.kill('SIGTERM');
  expect(await gateway.exited).toBe(0);
  return receiver;
}

test('spans and metrics describe the process', async () => {
  const { resources } = await exportFromProcess({});

  const expected = {
    'service.name': 'fin-gateway',
    'service.version': VERSION,
    'service.instance.id': expect.stringMatching(/^[\da-f-]{36}$/),
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': expect.any(String),
  };
  expect(resources).toEqual([expected, expected]);
  expect(resources[0]).toEqual(resources[1]);
});

test('the standard variables for name, attributes, headers and compression are read', async () => {
  const { resources, headers } = await exportFromProcess({
    OTEL_SERVICE_NAME: 'onboarding',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=ignored,service.instance.id=pod-1,note=a%2Cb',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-all=1,authorization=Basic%20dXNlcg==',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-traces=2',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
  });

  expect(resources).toHaveLength(2);
  for (const resource of resources) {
    expect(resource).toMatchObject({
      'service.name': 'onboarding',
      'service.instance.id': 'pod-1',
      'service.version': VERSION,
      note: 'a,b',
    });
  }
  const common = { 'x-all': '1', authorization: 'Basic dXNlcg==', 'content-encoding': 'gzip' };
  for (const received of headers) expect(received).toMatchObject(common);
  expect(headers.map((received) => received['x-traces']).filter(Boolean)).toEqual(['2']);
});

test.each([
  ['always_on', NOT_SAMPLED, true],
  ['always_off', SAMPLED, false],
  ['traceidratio', SAMPLED, false],
  ['parentbased_always_on', {}, true],
  ['parentbased_always_on', NOT_SAMPLED, false],
  ['parentbased_always_off', {}, false],
  ['parentbased_always_off', SAMPLED, true],
  ['parentbased_traceidratio', {}, false],
  ['parentbased_traceidratio', SAMPLED, true],
] as const)('with %s and the headers %j, a trace is recorded: %s', async (sampler, headers, isRecorded) => {
  const ratio = sampler.endsWith('ratio') ? { OTEL_TRACES_SAMPLER_ARG: '0' } : {};
  const { spans } = await exportOnce(
    ({ url }) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_SAMPLER: sampler, ...ratio }),
    headers,
  );

  expect(spans.length > 0).toBe(isRecorded);
});

test('each signal can have its own URL, or none', async () => {
  const own = await exportOnce(({ url }) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/own/traces`,
  }));
  const tracesOnly = await exportOnce(({ url }) => ({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/own/traces`,
  }));
  const metricsOnly = await exportOnce(({ url }) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_TRACES_EXPORTER: 'none',
  }));

  expect(new Set(own.paths)).toEqual(new Set(['/own/traces', '/v1/metrics']));
  expect(tracesOnly.paths).toEqual(['/own/traces']);
  expect(metricsOnly.paths).toEqual(['/v1/metrics']);
});

test('with OTEL_PROPAGATORS=none, the trace of a caller is not continued', async () => {
  const { spans } = await exportOnce(
    ({ url }) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_PROPAGATORS: 'none' }),
    SAMPLED,
  );

  expect(spans.length).toBeGreaterThan(0);
  expect(SAMPLED.traceparent).not.toContain(spans[0]?.traceId);
});

test('spans are exported after OTEL_BSP_SCHEDULE_DELAY', async () => {
  await using receiver = await startOtlpReceiver();
  await using stack = await startStack({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '1' },
  });
  await stack.attach();

  await expect.poll(() => receiver.spans.length).toBeGreaterThan(0);
});

test('while the receiver hangs, a queue holds OTEL_BSP_MAX_QUEUE_SIZE spans, and others are dropped', async () => {
  await using receiver = await startOtlpReceiver({ answers: false });
  await using stack = await startStack({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_MAX_QUEUE_SIZE: '2',
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '2',
    },
  });
  for (let call = 0; call < 5; call += 1) await stack.attach();
  await stack.gateway.close();

  // One export hangs, and the queue follows when the gateway stops.
  expect(receiver.spans).toHaveLength(4);
});

test('a certificate that cannot be read prevents the start, which names the variable', async () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE: '/nowhere/canary-path.pem',
  };

  const account = { url: 'http://127.0.0.1:1', clientId: 'a', clientSecret: 'b' };

  await expect(startTestGateway(account, env)).rejects.toThrow(
    /^OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE names a file that cannot be read\.$/,
  );
});
