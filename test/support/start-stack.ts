import { randomBytes } from 'node:crypto';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/create-sandbox.ts';
import type { ClientLimits } from '../../src/server/gateway-limits.ts';
import { attach, type GraphQLAnswer, graphqlRequest } from './graphql-request.ts';
import { freePort } from './network/free-port.ts';
import { startRedis, type TestRedis } from './redis/start-redis.ts';
import { startTestGateway, type TestGateway } from './start-gateway.ts';
import { type Issuer, startIssuer } from './start-issuer.ts';

type Environment = Readonly<Record<string, string>>;

export interface StackOptions {
  /** Its clock stands still, so that reviews go on only with `control.advanceClock`, however slow the machine is. */
  readonly sandbox?: SandboxOptions;
  /** Environment variables of every gateway. */
  readonly env?: Environment;
  /** Lets the sandbox send its webhooks to the first gateway. */
  readonly webhooks?: boolean;
  /** How long clients may take, where the defaults are too long for a test. */
  readonly limits?: Partial<ClientLimits>;
  /** Starts a Redis that the gateways share. */
  readonly redis?: boolean;
  /** Starts an issuer of access tokens that the gateways require. */
  readonly issuer?: boolean;
  /** Number of gateways, 1 by default. */
  readonly replicas?: number;
}

export interface Stack extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly control: Sandbox['control'];
  /** The first gateway. */
  readonly gateway: TestGateway;
  readonly gateways: readonly TestGateway[];
  /** GraphQL endpoint of the first gateway. */
  readonly url: string;
  /** @throws without `redis: true` */
  readonly redis: TestRedis;
  /** @throws without `issuer: true` */
  readonly issuer: Issuer;
  /** Everything that the first gateway has logged, as written. */
  logged(): string;
  /** Attaches the example, or another input, through the first gateway. */
  attach(input?: unknown): Promise<GraphQLAnswer>;
  /** Sends one operation to the first gateway. */
  request(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphQLAnswer>;
}

/** Starts gateways in front of a sandbox, all in this process, on free ports. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const customerApi = options.env?.['FIN_CUSTOMER_API'] === 'v2' ? 'v2' : 'v1';
  const startedAtMs = Date.now();
  const sandbox = await startSandbox({
    // No other server gets this port once the sandbox is closed.
    port: await freePort(),
    customerApi,
    clock: () => startedAtMs,
    ...options.sandbox,
  });
  const redis = options.redis ? await startRedis() : undefined;
  const issuer = options.issuer ? await startIssuer() : undefined;
  const secret = randomBytes(16).toString('hex');
  const env = {
    ...(redis && sharedState(redis)),
    ...issuer?.env,
    ...(options.webhooks && { FIN_WEBHOOK_SECRET: secret }),
    ...options.env,
  };
  const gateway = await startTestGateway(sandbox, env, options.limits);
  if (options.webhooks) sandbox.control.webhooks.sendTo({ url: `${gateway.origin}/webhooks/fin`, secret });
  const gateways = [gateway];
  while (gateways.length < (options.replicas ?? 1)) {
    gateways.push(await startTestGateway(sandbox, env, options.limits));
  }
  return {
    sandbox,
    control: sandbox.control,
    gateway,
    gateways,
    url: gateway.url,
    get redis() {
      if (!redis) throw new Error('This stack was started without `redis: true`');
      return redis;
    },
    get issuer() {
      if (!issuer) throw new Error('This stack was started without `issuer: true`');
      return issuer;
    },
    logged: gateway.logged,
    attach: (input) => attach(gateway.url, input),
    request: (query, variables, headers) => graphqlRequest(gateway.url, query, variables, headers),
    async [Symbol.asyncDispose]() {
      await Promise.all(gateways.map((replica) => replica.close()));
      for (const part of [issuer, redis, sandbox]) await part?.[Symbol.asyncDispose]();
    },
  };
}

function sharedState({ url }: TestRedis): Environment {
  return { REDIS_URL: url, SHARED_STATE_KEY: randomBytes(32).toString('base64') };
}
