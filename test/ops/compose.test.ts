import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { parseConfig } from '../../src/config/parse-config.ts';
import { variables } from '../../src/config/variables.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attach } from '../support/graphql-request.ts';
import { freePort } from '../support/network/free-port.ts';

const service = z.strictObject({
  build: z.strictObject({ context: z.literal('.'), target: z.string() }),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  ports: z.optional(z.array(z.string())),
  network_mode: z.optional(z.string()),
  depends_on: z.optional(z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))),
  healthcheck: z.strictObject({
    test: z.tuple([z.literal('CMD')], z.string()),
    interval: z.string(),
    timeout: z.string(),
    retries: z.number(),
  }),
  init: z.optional(z.boolean()),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  stop_grace_period: z.string(),
});
const composeFile = z.object({ services: z.record(z.string(), service) });

const dockerfile = await readFile('Dockerfile', 'utf8');
const { services } = composeFile.parse(parse(await readFile('compose.yaml', 'utf8'), { merge: true }));
const { sandbox, gateway, page } = services;
if (!sandbox || !gateway || !page) throw new Error('compose.yaml lacks a service');

/** The variables that Compose passes on if the shell sets none. */
function environmentOf({ environment }: z.output<typeof service>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, '$1')]),
  );
}

/** The instructions of a stage. */
function stage(name: string): string {
  return (
    new RegExp(`^FROM \\S+ AS ${name}$([\\s\\S]*?)(?=^FROM |(?![\\s\\S]))`, 'm').exec(dockerfile)?.[1] ?? ''
  );
}

test('all ports are published to the loopback address only, and lead to a service', () => {
  expect(sandbox.ports).toEqual([
    `127.0.0.1:${environmentOf(sandbox)['SANDBOX_PORT']}:${environmentOf(sandbox)['SANDBOX_PORT']}`,
    `127.0.0.1:${environmentOf(gateway)['PORT']}:${environmentOf(gateway)['PORT']}`,
    `127.0.0.1:${page.command.at(page.command.indexOf('--port') + 1)}:4173`,
  ]);
  for (const { ports, network_mode } of [gateway, page]) {
    expect([ports, network_mode]).toEqual([undefined, 'service:sandbox']);
  }
});

test('each service is built by a stage that contains the files of its command', async () => {
  for (const { build, command } of [sandbox, page]) {
    expect(stage(build.target)).not.toBe('');
    for (const path of command.filter((word) => word.includes('/'))) {
      await access(path);
      const [folder = ''] = path.split('/');
      expect(dockerfile).toContain(folder === 'node_modules' ? 'RUN npm ci' : `COPY ${folder} ./${folder}`);
    }
  }
  expect(stage(gateway.build.target)).toContain(
    `CMD ${JSON.stringify(gateway.command).replaceAll(',', ', ')}`,
  );
});

test('the services wait for each other, and all have a health check', () => {
  expect(Object.keys(gateway.depends_on ?? {})).toEqual(['sandbox']);
  expect(Object.keys(page.depends_on ?? {})).toEqual(['sandbox', 'gateway']);
});

test('each variable exists, the configuration is valid, and the services fit together', () => {
  const names = Object.values(services).flatMap(({ environment }) => Object.keys(environment));
  expect(names.filter((name) => !Object.hasOwn(variables, name))).toEqual([]);

  const config = parseConfig(environmentOf(gateway));
  const { SANDBOX_PORT, SANDBOX_WEBHOOK_URL, SANDBOX_WEBHOOK_SECRET = '' } = environmentOf(sandbox);
  expect(config.fin).toMatchObject({ baseUrl: `http://127.0.0.1:${SANDBOX_PORT}`, isLocalSandbox: true });
  expect(SANDBOX_WEBHOOK_URL).toBe(`http://127.0.0.1:${config.port}/webhooks/fin`);
  expect(config.webhookSecrets).toContain(SANDBOX_WEBHOOK_SECRET);
  expect(environmentOf(page)).toEqual({ HOST: '127.0.0.1', PORT: String(config.port) });
});

function run(command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const [, ...args] = command;
  return spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env }, stdio: 'ignore' });
}

async function exitCodeOf(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<unknown> {
  const [code] = await once(run(command, env), 'exit');
  return code;
}

test('the commands and health checks of sandbox and gateway work together', async () => {
  const [sandboxPort, port] = [String(await freePort()), String(await freePort())];
  const sandboxEnv = {
    ...environmentOf(sandbox),
    SANDBOX_PORT: sandboxPort,
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks/fin`,
  };
  const gatewayEnv = {
    ...environmentOf(gateway),
    PORT: port,
    FIN_BASE_URL: `http://127.0.0.1:${sandboxPort}`,
  };
  const [, ...sandboxCheck] = sandbox.healthcheck.test;
  const [, ...gatewayCheck] = gateway.healthcheck.test;
  expect(await exitCodeOf(sandboxCheck, sandboxEnv)).toBe(1);

  // The sources instead of the bundle, which the tests of the image run.
  const processes = [run(sandbox.command, sandboxEnv), run(['node', 'src/main.ts'], gatewayEnv)];
  try {
    const isHealthy = async () => {
      expect(await exitCodeOf(sandboxCheck, sandboxEnv)).toBe(0);
      expect(await exitCodeOf(gatewayCheck, gatewayEnv)).toBe(0);
    };
    await vi.waitFor(isHealthy, { timeout: 50_000, interval: 100 });
    const { data } = await attach(`http://127.0.0.1:${port}/graphql`);
    expect(data).toEqual({ attachIndividualDocuments: { customer: { id: CUSTOMER_ID } } });
    const sent = async () => {
      const webhooks = await fetch(`http://127.0.0.1:${sandboxPort}/_sandbox/webhooks`);
      // There are more of them after some seconds of the review.
      expect(await webhooks.json()).toMatchObject({
        webhooks: expect.arrayContaining([expect.objectContaining({ type: 'customer.status', status: 200 })]),
      });
    };
    await vi.waitFor(sent, { timeout: 30_000 });
  } finally {
    for (const child of processes) child.kill('SIGTERM');
    await Promise.all(processes.map((child) => child.exitCode ?? once(child, 'exit')));
  }
});
