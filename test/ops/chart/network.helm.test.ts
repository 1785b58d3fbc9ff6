import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { EXAMPLES } from './render-chart.ts';
import { renderGateway } from './rendered-gateway.ts';

const peer = z.object({
  ipBlock: z.optional(z.object({ cidr: z.string(), except: z.optional(z.array(z.string())) })),
  namespaceSelector: z.optional(z.object({ matchLabels: z.record(z.string(), z.string()) })),
});
const policy = z.object({
  spec: z.object({
    egress: z.array(
      z.object({
        to: z.array(peer),
        ports: z.array(z.object({ port: z.number(), protocol: z.optional(z.string()) })),
      }),
    ),
    ingress: z.array(
      z.object({ from: z.array(z.unknown()), ports: z.array(z.object({ port: z.string() })) }),
    ),
  }),
});
const ingress = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
  spec: z.object({
    rules: z.array(z.object({ http: z.object({ paths: z.array(z.object({ path: z.string() })) }) })),
  }),
});

async function policyOf(example: string) {
  return policy.parse((await renderGateway(example)).resource('NetworkPolicy')).spec;
}

test.each(EXAMPLES)(
  'with the values of %s, names can be resolved, also by a DNS cache on the node',
  async (example) => {
    const dns = (await policyOf(example)).egress.filter(({ ports }) => ports.some(({ port }) => port === 53));

    expect(dns).toEqual([
      {
        to: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
          { ipBlock: { cidr: '169.254.20.10/32' } },
        ],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
    ]);
  },
);

test('the address of the DNS service can be added', async () => {
  const { resource } = await renderGateway('small', '--set', 'networkPolicy.dnsAddresses={10.96.0.10/32}');

  expect(resource('NetworkPolicy')).toMatchObject({
    spec: { egress: [{ to: [{}, { ipBlock: { cidr: '10.96.0.10/32' } }] }, {}] },
  });
});

test.each(EXAMPLES)(
  "with the values of %s, neither the cloud's metadata service nor the cluster can be called on port 443",
  async (example) => {
    const https = (await policyOf(example)).egress.filter(({ ports }) =>
      ports.some(({ port }) => port === 443),
    );

    expect(https).toMatchObject([
      { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }] },
    ]);
    expect(https[0]?.to[0]?.ipBlock?.except).toEqual(
      expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8']),
    );
  },
);

test('everything in the cluster that the gateway is configured to call can be reached', async () => {
  const { env } = await renderGateway('own-ca');
  const { egress } = await policyOf('own-ca');
  const urls = [env['AUTH_JWKS_URL'], env['OTEL_EXPORTER_OTLP_ENDPOINT']].map((url) => new URL(String(url)));

  for (const { hostname, port } of urls) {
    const [, namespace = ''] = hostname.split('.');
    expect(egress).toContainEqual({
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
      ports: [{ port: Number(port) }],
    });
  }
});

test('callers reach only the gateway, and Prometheus only the metrics', async () => {
  const { ingress: rules } = await policyOf('managed-redis');

  expect(rules.map(({ ports }) => ports)).toEqual([[{ port: 'http' }], [{ port: 'metrics' }]]);
});

test.each(['managed-redis', 'own-ca'])(
  'with the values of %s, nginx passes on the largest upload without storing it',
  async (example) => {
    const { env, resource } = await renderGateway(example);
    const { metadata, spec } = ingress.parse(resource('Ingress'));
    const annotations = Object.entries(metadata.annotations);
    const [, size = ''] = annotations.find(([name]) => name.endsWith('body-size')) ?? [];
    const { maxFileBytes, maxFiles } = parseConfig(env).uploads;

    expect(size).toMatch(/^\d+m$/);
    expect(Number.parseInt(size, 10) * 2 ** 20).toBeGreaterThan(maxFileBytes * maxFiles);
    expect(annotations.map((pair) => pair.join(': ')).join('\n')).toMatch(
      /proxy[-_]request[-_]buffering:? off/,
    );
    expect(spec.rules[0]?.http.paths.map(({ path }) => path)).toEqual(['/graphql', '/webhooks/fin']);
  },
);
