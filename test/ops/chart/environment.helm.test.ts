import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { misspelledVariables } from '../../../src/config/config-warnings.ts';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { variableEntries } from '../../../src/config/variables.ts';
import { CHART, EXAMPLES, renderChart } from './render-chart.ts';
import { mistakesIn, renderGateway } from './rendered-gateway.ts';

const execute = promisify(execFile);
const SECRET_NAMES = variableEntries.filter(([, { isSecret }]) => isSecret).map(([name]) => name);
const KNOWN_NAMES = new Set(variableEntries.map(([name]) => name));
const OF_NODE = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

test.each(EXAMPLES)('with the values of %s, the gateway accepts its environment', async (example) => {
  const { env } = await renderGateway(example);

  expect(mistakesIn(env)).toBe('');
  expect(misspelledVariables(env)).toEqual([]);
  expect(Object.keys(env).filter((name) => !KNOWN_NAMES.has(name) && !OF_NODE.includes(name))).toEqual([]);
  expect(parseConfig(env)).toMatchObject({ isProduction: true, isGraphiQLEnabled: false });
});

test.each(EXAMPLES)(
  'with the values of %s, no variable is set twice and no secret is in plain text',
  async (example) => {
    const { container } = await renderGateway(example);
    const names = container.env.map(({ name }) => name);
    const inPlainText = container.env.filter(({ value }) => value !== undefined).map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(inPlainText.filter((name) => SECRET_NAMES.includes(name))).toEqual([]);
  },
);

test('each key of the Secret is the name of its variable', async () => {
  const { container } = await renderGateway('managed-redis');
  const references = container.env.filter(({ valueFrom }) => valueFrom);

  expect(references.length).toBeGreaterThan(4);
  for (const { name, valueFrom } of references) {
    expect(valueFrom?.secretKeyRef).toEqual({ name: 'fin-gateway', key: name });
  }
});

test('the example of the Secret has the right keys, and the gateway rejects its values by name', async () => {
  const text = await readFile(`${CHART}/examples/secret.yaml`, 'utf8');
  const { stringData } = z.object({ stringData: z.record(z.string(), z.string()) }).parse(parse(text));
  const { container, env } = await renderGateway('managed-redis');
  const keys = container.env.flatMap(({ name, valueFrom }) => (valueFrom ? name : []));
  const lines = mistakesIn({ ...env, ...stringData })
    .split('\n')
    .slice(1);

  expect(new Set(Object.keys(stringData))).toEqual(new Set(keys));
  expect(lines.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual(
    ['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET', 'FIN_WEBHOOK_SECRET', 'SHARED_STATE_KEY', 'AUDIT_HASH_KEY'].map(
      (name) => `${name} can be guessed:`,
    ),
  );
});

test.each(['NODE_ENV', 'METRICS_PORT', 'NODE_OPTIONS', ...SECRET_NAMES])(
  'Helm refuses %s as a plain value',
  async (name) => {
    await expect(renderChart('small', '--set-string', `env.${name}=9464`)).rejects.toThrow(name);
  },
);

test.each([
  ['replicaCount=3', 'replicaCount'],
  ['autoscaling.minReplica=3', 'minReplica'],
  ['image.digest=sha256:abc', 'digest'],
  ['env.FIN_TIMEOUT_MS=10s', 'FIN_TIMEOUT_MS'],
  ['ingress.enabled=true', 'host'],
])('Helm refuses the value %s', async (value, name) => {
  await expect(renderChart('small', '--set', value)).rejects.toThrow(name);
});

test('only the smallest example lets everyone in that the network policy lets in', async () => {
  const checked = EXAMPLES.map(
    async (example) => parseConfig((await renderGateway(example)).env).callerChecks,
  );

  expect((await Promise.all(checked)).map((checks) => checks !== undefined)).toEqual([false, true, true]);
});

test.each(EXAMPLES)("with the values of %s, Node's heap gets half of the memory", async (example) => {
  const { env, container } = await renderGateway(example);
  const script = 'console.log(v8.getHeapStatistics().heap_size_limit / 2 ** 20)';
  const options = { env: { NODE_OPTIONS: env['NODE_OPTIONS'] } };
  const { stdout } = await execute(process.execPath, ['-e', script], options);
  const heap = Number(stdout);
  const limit = Number.parseInt(container.resources.limits.memory, 10);

  expect(container.resources.limits.memory).toBe(`${limit}Mi`);
  expect(heap).toBeGreaterThanOrEqual(limit / 2);
  // The limit also has room for the young generation.
  expect(heap).toBeLessThan(limit * 0.75);
});
