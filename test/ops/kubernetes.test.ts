import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod/mini';
import { ConfigError, parseConfig } from '../../src/config/parse-config.ts';
import { variableEntries } from '../../src/config/variables.ts';
import { startStack } from '../support/start-stack.ts';

const FOLDER = 'ops/kubernetes';
const LABELS = { 'app.kubernetes.io/name': 'fin-gateway' };

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) });
const variable = z.object({
  name: z.string(),
  value: z.optional(z.string()),
  valueFrom: z.optional(z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) })),
});
const container = z.object({
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
  env: z.array(variable),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  securityContext: z.unknown(),
  resources: z.object({ requests: z.object({ cpu: z.string(), memory: z.string() }), limits: z.unknown() }),
});
const deployment = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: z.unknown() }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        automountServiceAccountToken: z.boolean(),
        securityContext: z.unknown(),
        containers: z.tuple([container]),
      }),
    }),
  }),
});

async function manifest(name: string): Promise<unknown> {
  const text = await readFile(`${FOLDER}/${name}.yaml`, 'utf8');
  const [document, ...others] = parseAllDocuments(text, { strict: true, uniqueKeys: true });
  if (!document || others.length > 0) throw new Error(`${name} is not one document`);
  if (document.errors.length > 0) throw document.errors[0];
  return document.toJS();
}

const {
  spec: {
    template: { metadata, spec: pod },
  },
} = deployment.parse(await manifest('deployment'));
const [gateway] = pod.containers;
const secret = z
  .object({ metadata: z.object({ name: z.string() }), stringData: z.record(z.string(), z.string()) })
  .parse(await manifest('secret.example'));
/** As somebody fills the Secret in. */
const REAL_SECRETS: Readonly<Record<string, string>> = {
  'client-id': '5f0c7d1e',
  'client-secret': randomBytes(24).toString('base64'),
  'webhook-secret': randomBytes(24).toString('base64'),
  'shared-state-key': randomBytes(32).toString('hex'),
  'audit-hash-key': randomBytes(32).toString('hex'),
};
const envWith = (secrets: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    gateway.env.map(({ name, value, valueFrom }) => [
      name,
      value ?? secrets[valueFrom?.secretKeyRef.key ?? ''] ?? '',
    ]),
  );
const env = envWith({ ...secret.stringData, ...REAL_SECRETS });

/** What the gateway says of an environment. */
function mistakesIn(variables: Readonly<Record<string, string>>): string {
  try {
    parseConfig(variables);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

test('each manifest is one YAML document of the kind in its file name', async () => {
  const kinds: Record<string, unknown> = {};
  for (const file of await readdir(FOLDER)) {
    const name = file.replace(/\.yaml$/, '');
    kinds[name] = z.object({ kind: z.string(), apiVersion: z.string() }).parse(await manifest(name)).kind;
  }
  expect(kinds).toEqual({
    deployment: 'Deployment',
    'network-policy': 'NetworkPolicy',
    'pod-disruption-budget': 'PodDisruptionBudget',
    'secret.example': 'Secret',
    service: 'Service',
  });
});

test('the gateway accepts the environment in the manifest and knows each variable', () => {
  expect(mistakesIn(env)).toBe('');
  // A line break is in no number, address, switch or URL: a variable that is read is refused, or reaches the configuration.
  const unread = Object.keys(env).filter((name) => {
    const changed = { ...env, [name]: 'changed\nhere' };
    return (
      mistakesIn(changed) === '' && JSON.stringify(parseConfig(changed)) === JSON.stringify(parseConfig(env))
    );
  });
  expect(unread).toEqual([]);
});

test('no secret is written into the Deployment', () => {
  const secrets = variableEntries.filter(([, { isSecret }]) => isSecret).map(([name]) => name);
  const fromSecret = gateway.env.filter(({ valueFrom }) => valueFrom).map(({ name }) => name);

  const plain = gateway.env.filter(({ value }) => value !== undefined).map(({ name }) => name);

  expect(plain.filter((name) => secrets.includes(name))).toEqual([]);
  expect(fromSecret.length).toBeGreaterThan(3);
});

test('each value of the example secret is rejected by name', () => {
  const lines = mistakesIn(envWith(secret.stringData)).split('\n').slice(1);
  expect(lines.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual(
    ['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET', 'FIN_WEBHOOK_SECRET', 'SHARED_STATE_KEY', 'AUDIT_HASH_KEY'].map(
      (name) => `${name} can be guessed:`,
    ),
  );
});

test('in production the embedded sandbox is off and callers are checked', () => {
  expect(parseConfig(env)).toMatchObject({
    isProduction: true,
    fin: { baseUrl: 'https://sandbox.api.fin.com' },
    isGraphiQLEnabled: false,
  });
  expect(parseConfig(env).callerChecks).toBeDefined();
});

test('the probes and the service use the port that the gateway listens on', async () => {
  expect(gateway.ports).toEqual([
    { name: 'http', containerPort: parseConfig(env).port },
    { name: 'metrics', containerPort: parseConfig(env).metrics?.port },
  ]);
  expect(await manifest('service')).toMatchObject({
    spec: { ports: [{ targetPort: 'http' }], selector: LABELS },
  });
  const dockerfile = await readFile('Dockerfile', 'utf8');
  expect(dockerfile).toContain(`EXPOSE ${parseConfig(env).port}\n`);
  expect(dockerfile).toMatch(new RegExp(`PORT=${parseConfig(env).port}\\b`));
});

test('the probes use paths that the gateway serves', async () => {
  await using stack = await startStack();
  const { startupProbe, livenessProbe, readinessProbe } = gateway;

  expect(livenessProbe.httpGet.path).toBe('/health');
  expect(readinessProbe.httpGet.path).toBe('/ready');
  for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
    expect((await fetch(`${stack.gateway.origin}${httpGet.path}`)).status).toBe(200);
  }
});

test('the gateway gets enough time to stop by itself', () => {
  const { shutdownDelayMs, finTimeoutMs } = parseConfig(env);

  expect(shutdownDelayMs).toBeGreaterThan(0);
  expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(
    shutdownDelayMs + 2 * finTimeoutMs + 5_000,
  );
});

test('the container has no rights that it does not need', () => {
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(gateway.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test('all manifests select the same pods, and the gateway reads all keys of the example secret', async () => {
  const read = gateway.env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);

  expect(read).toEqual(Object.keys(secret.stringData).map((key) => ({ name: secret.metadata.name, key })));
  expect(metadata.labels).toEqual(LABELS);
  expect(await manifest('network-policy')).toMatchObject({ spec: { podSelector: { matchLabels: LABELS } } });
  expect(await manifest('pod-disruption-budget')).toMatchObject({
    spec: { selector: { matchLabels: LABELS } },
  });
});
