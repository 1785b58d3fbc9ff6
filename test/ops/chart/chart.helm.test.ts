import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { startStack } from '../../support/start-stack.ts';
import { CHART, EXAMPLES, helm } from './render-chart.ts';
import { renderGateway } from './rendered-gateway.ts';

test('each example gets the resources that it needs', async () => {
  const kinds = EXAMPLES.map(async (example) => {
    const { resources } = await renderGateway(example);
    return new Set(resources.map(({ kind }) => kind));
  });
  const small = ['Deployment', 'NetworkPolicy', 'Service'];
  const scaled = [
    ...small,
    'HorizontalPodAutoscaler',
    'Ingress',
    'PodDisruptionBudget',
    'PodMonitor',
    'PrometheusRule',
  ];

  expect(await Promise.all(kinds)).toEqual([
    new Set(small),
    new Set([...scaled, 'ConfigMap']),
    new Set(scaled),
  ]);
});

test('the page about deployment shows which resources each example has', async () => {
  const page = await readFile('docs/deployment.md', 'utf8');
  const rows = [...page.matchAll(/^\| ([A-Z]\w+) \| (.+) \| (.+) \| (.+) \|$/gm)];
  const renderings = await Promise.all(EXAMPLES.map((example) => renderGateway(example)));
  const kinds = new Set(renderings.flatMap(({ resources }) => resources.map(({ kind }) => kind)));

  expect(page).toContain(`| | ${EXAMPLES.map((example) => `\`${example}\``).join(' | ')} |`);
  const shown = rows.filter(([, kind = '']) => kinds.has(kind));
  expect(new Set(shown.map(([, kind]) => kind))).toEqual(kinds);
  for (const [, kind, ...cells] of shown) {
    expect([kind, ...cells.map((cell) => cell !== '–')]).toEqual([
      kind,
      ...renderings.map(({ resources }) => resources.some((resource) => resource.kind === kind)),
    ]);
  }
});

test('Helm finds nothing wrong with the chart', async () => {
  expect(await helm('lint', '--strict', CHART)).toContain('0 chart(s) failed');
});

test('the alerts and the dashboard are those of ops', async () => {
  const { resource } = await renderGateway('managed-redis');

  expect(resource('PrometheusRule')).toMatchObject({
    spec: parse(await readFile('ops/alerts.yaml', 'utf8')),
  });
  const { data } = z
    .object({ data: z.object({ 'fin-gateway.json': z.string() }) })
    .parse(resource('ConfigMap'));
  expect(JSON.parse(data['fin-gateway.json'])).toEqual(
    JSON.parse(await readFile('ops/grafana-dashboard.json', 'utf8')),
  );
});

test.each(EXAMPLES)(
  'with the values of %s, a replica gets enough time to stop by itself',
  async (example) => {
    const { env, pod } = await renderGateway(example);
    const { shutdownDelayMs, finTimeoutMs } = parseConfig(env);

    expect(shutdownDelayMs).toBeGreaterThan(0);
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(
      shutdownDelayMs + 2 * finTimeoutMs + 5_000,
    );
  },
);

test.each(EXAMPLES)(
  'with the values of %s, ports are the ones that the gateway listens on',
  async (example) => {
    const { env, container, resource } = await renderGateway(example);
    const { port, metrics } = parseConfig(env);

    expect(container.ports).toEqual([
      { name: 'http', containerPort: port },
      { name: 'metrics', containerPort: metrics?.port },
    ]);
    expect(resource('Service')).toMatchObject({ spec: { ports: [{ targetPort: 'http' }] } });
    const dockerfile = await readFile('Dockerfile', 'utf8');
    expect(dockerfile).toContain(`EXPOSE ${port}\n`);
    expect(dockerfile).toMatch(new RegExp(`PORT=${port}\\b`));
  },
);

test('the probes use paths that the gateway serves', async () => {
  await using stack = await startStack();
  const { startupProbe, livenessProbe, readinessProbe } = (await renderGateway('small')).container;

  expect(livenessProbe.httpGet.path).toBe('/health');
  expect(readinessProbe.httpGet.path).toBe('/ready');
  for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
    expect((await fetch(`${stack.gateway.origin}${httpGet.path}`)).status).toBe(200);
  }
});

test('the container has no rights that it does not need', async () => {
  const { pod, container } = await renderGateway('own-ca');

  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(container['securityContext']).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test.each(EXAMPLES)(
  'with the values of %s, all resources select the pods of the Deployment',
  async (example) => {
    const { resources, labels, spec } = await renderGateway(example);
    const selector = { 'app.kubernetes.io/name': 'fin-gateway', 'app.kubernetes.io/instance': 'fin-gateway' };

    expect(labels).toMatchObject(selector);
    expect(spec['selector']).toEqual({ matchLabels: selector });
    const expected: Readonly<Record<string, object>> = {
      Service: { selector },
      NetworkPolicy: { podSelector: { matchLabels: selector } },
      PodDisruptionBudget: { selector: { matchLabels: selector } },
      PodMonitor: { selector: { matchLabels: selector }, podMetricsEndpoints: [{ port: 'metrics' }] },
      HorizontalPodAutoscaler: { scaleTargetRef: { kind: 'Deployment', name: 'fin-gateway' } },
    };
    for (const resource of resources) {
      expect(resource['spec'] ?? {}).toMatchObject(expected[resource.kind] ?? {});
    }
  },
);

test('replicas spread over zones and nodes', async () => {
  const { pod } = await renderGateway('small');

  expect(pod['topologySpreadConstraints']).toMatchObject([
    { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1 },
    { topologyKey: 'kubernetes.io/hostname', maxSkew: 1 },
  ]);
});

test('an autoscaler owns the number of replicas, and can also look at requests in flight', async () => {
  const [small, ownCa] = [await renderGateway('small'), await renderGateway('own-ca')];

  expect(small.spec['replicas']).toBe(1);
  expect(ownCa.spec['replicas']).toBeUndefined();
  expect(ownCa.resource('HorizontalPodAutoscaler')).toMatchObject({
    spec: {
      metrics: [
        { resource: { name: 'cpu' } },
        { pods: { metric: { name: 'fin_gateway_requests_in_flight' }, target: { averageValue: '100' } } },
      ],
    },
  });
});

test('a digest takes the place of the tag', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const byTag = await renderGateway('small', '--set', 'image.tag=1.2.3');
  const byDigest = await renderGateway('small', '--set', `image.tag=1.2.3,image.digest=${digest}`);

  expect((await renderGateway('small')).container.image).toBe('registry.example.com/fin-gateway:0.1.0');
  expect(byTag.container.image).toBe('registry.example.com/fin-gateway:1.2.3');
  expect(byDigest.container.image).toBe(`registry.example.com/fin-gateway@${digest}`);
});

test('the chart has the version of the package', async () => {
  const chart: unknown = parse(await readFile(`${CHART}/Chart.yaml`, 'utf8'));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile('package.json', 'utf8')));

  expect(chart).toMatchObject({ version, appVersion: version });
});

test('certificates of your own are mounted where Node looks for them', async () => {
  const { env, pod, container } = await renderGateway('own-ca');

  expect(container['volumeMounts']).toEqual([
    { name: 'ca', mountPath: '/etc/fin-gateway/ca', readOnly: true },
    { name: 'redis', mountPath: '/etc/fin-gateway/redis', readOnly: true },
  ]);
  const files = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => ({ key: name, path: name }));
  expect(pod['volumes']).toEqual([
    { name: 'ca', configMap: { name: 'company-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { name: 'redis', secret: { secretName: 'fin-gateway-redis', items: files } },
  ]);
  expect(env['NODE_EXTRA_CA_CERTS']).toBe('/etc/fin-gateway/ca/ca.crt');
  expect(env['REDIS_CA_FILE']).toBe('/etc/fin-gateway/redis/ca.crt');
  expect(env['REDIS_CERT_FILE']).toBe('/etc/fin-gateway/redis/tls.crt');
  expect(env['REDIS_KEY_FILE']).toBe('/etc/fin-gateway/redis/tls.key');
});

test('files for Redis alone are mounted without a certificate of the gateway', async () => {
  const { env, container } = await renderGateway('managed-redis', '--set', 'redisTls.secret=redis');

  expect(container['volumeMounts']).toEqual([
    { name: 'redis', mountPath: '/etc/fin-gateway/redis', readOnly: true },
  ]);
  expect([env['REDIS_CA_FILE'], env['REDIS_CERT_FILE']]).toEqual([
    '/etc/fin-gateway/redis/ca.crt',
    undefined,
  ]);
});
