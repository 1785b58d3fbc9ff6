import { randomBytes } from 'node:crypto';
import { z } from 'zod/mini';
import { ConfigError, parseConfig } from '../../../src/config/parse-config.ts';
import { type Resource, renderChart } from './render-chart.ts';

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) });
const variable = z.object({
  name: z.string(),
  value: z.optional(z.string()),
  valueFrom: z.optional(z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) })),
});
const container = z.looseObject({
  image: z.string(),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
  env: z.array(variable),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.object({ memory: z.string() }),
  }),
});
const deployment = z.object({
  spec: z.looseObject({
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({ terminationGracePeriodSeconds: z.number(), containers: z.tuple([container]) }),
    }),
  }),
});

type Container = z.infer<typeof container>;

/** The secrets as somebody fills them in. */
const SECRETS: Readonly<Record<string, string>> = {
  FIN_CLIENT_ID: '5f0c7d1e',
  REDIS_URL: `rediss://fin-gateway:${randomBytes(24).toString('hex')}@redis.internal:6380`,
  REDIS_SENTINELS: `rediss://:${randomBytes(24).toString('hex')}@sentinel.internal:26379`,
};

/** The Deployment of a rendering, and the other resources by their kinds. */
export async function renderGateway(example: string, ...more: readonly string[]) {
  const resources = await renderChart(example, ...more);
  const { spec } = deployment.parse(find(resources, 'Deployment'));
  const [gateway] = spec.template.spec.containers;
  return {
    resources,
    spec,
    labels: spec.template.metadata.labels,
    pod: spec.template.spec,
    container: gateway,
    env: environmentOf(gateway),
    resource: (kind: string) => find(resources, kind),
  };
}

function find(resources: readonly Resource[], kind: string): Resource {
  const found = resources.find((resource) => resource.kind === kind);
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
}

function environmentOf({ env }: Container): Readonly<Record<string, string>> {
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }) => [
      name,
      value ?? SECRETS[valueFrom?.secretKeyRef.key ?? ''] ?? randomBytes(32).toString('hex'),
    ]),
  );
}

/** The complaints of the gateway about an environment; empty if there are none. */
export function mistakesIn(env: Readonly<Record<string, string>>): string {
  try {
    parseConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
