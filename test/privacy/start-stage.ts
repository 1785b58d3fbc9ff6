import { randomBytes } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../observability/otlp-receiver.ts';
import { freePort } from '../support/network/free-port.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { type GatewayProcess, spawnGateway } from '../support/spawn-gateway.ts';
import { type Issuer, startIssuer } from '../support/start-issuer.ts';
import { createMarks, type Marks } from './markers.ts';

/** Known tokens for as many issues, and for as many refreshes. */
const TOKEN_PAIRS = 20;
export const REQUESTS_PER_MINUTE = 30;
export const MAX_FILE_BYTES = 100_000;
const TIMEOUT_MS = 5_000;

/** A gateway process, of which everything that it says is kept. */
export interface WatchedGateway extends AsyncDisposable {
  readonly url: string;
  readonly metricsUrl: string;
  readonly process: GatewayProcess;
}

/** Everything is on that could carry something away. */
export interface Stage extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly issuer: Issuer;
  readonly redis: TestRedis;
  readonly otlp: OtlpReceiver;
  /** Takes callers with tokens of the issuer, each for the customers that its token lists. */
  readonly guarded: WatchedGateway;
  /** Takes anybody, and so asks forms for a preflight header. */
  readonly open: WatchedGateway;
  /** Takes anybody, for an account that uses v2. Its audit lines have standard error to themselves. */
  readonly v2: WatchedGateway;
  /** Credentials, keys and passwords of the deployment, and the tokens that Fin.com gives it. */
  readonly secrets: Marks;
  /** Signs what Fin.com posts to the gateways. */
  readonly webhookSecret: string;
  /** Those that Fin.com gives, first to last, and their refresh tokens. */
  readonly finTokens: readonly string[];
  /** Whether Fin.com has given others, which nobody would search for. */
  hasUnknownTokens(): boolean;
}

type Keep = <Part extends AsyncDisposable>(part: Part) => Part;

export async function startStage(): Promise<Stage> {
  const kept: AsyncDisposable[] = [];
  const keep: Keep = (part) => {
    kept.unshift(part);
    return part;
  };
  const dispose = async () => {
    for (const part of kept) await part[Symbol.asyncDispose]();
  };
  try {
    return { ...(await startParts(keep)), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function startParts(keep: Keep): Promise<Omit<Stage, typeof Symbol.asyncDispose>> {
  const secrets = createMarks('the deployment');
  const account = { clientId: secrets.text('client id'), clientSecret: secrets.text('client secret') };
  const sandbox = keep(await startSandbox(account));
  const issuer = keep(await startIssuer());
  const redis = keep(await startRedis({ password: secrets.text('password of Redis') }));
  const otlp = keep(await startOtlpReceiver());
  const finTokens = await knowTokens(sandbox, secrets);
  const webhookSecret = secrets.text('FIN_WEBHOOK_SECRET');
  const env = { ...environment({ sandbox, redis, otlp, secrets }), FIN_WEBHOOK_SECRET: webhookSecret };
  const checks = { ...issuer.env, AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
  return {
    ...{ sandbox, issuer, redis, otlp, secrets, webhookSecret, finTokens },
    guarded: keep(await startWatched({ ...env, ...checks })),
    // All come from one address.
    open: keep(await startWatched({ ...env, RATE_LIMIT_PER_MINUTE: '1000' })),
    v2: keep(
      await startWatched({
        ...env,
        RATE_LIMIT_PER_MINUTE: '1000',
        FIN_CUSTOMER_API: 'v2',
        AUDIT_LOG: 'stderr',
      }),
    ),
    hasUnknownTokens: () =>
      sandbox.control.count('issueToken') > 3 * TOKEN_PAIRS ||
      sandbox.control.count('refreshToken') > TOKEN_PAIRS,
  };
}

function environment({
  sandbox,
  redis,
  otlp,
  secrets,
}: Pick<Stage, 'sandbox' | 'redis' | 'otlp' | 'secrets'>) {
  const sharedStateKey = randomBytes(32).toString('base64');
  secrets.noteSecret('SHARED_STATE_KEY', sharedStateKey.replace('=', ''));
  return {
    PORT: '0',
    LOG_LEVEL: 'debug',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    FIN_TIMEOUT_MS: String(TIMEOUT_MS),
    UPLOAD_MAX_FILE_BYTES: String(MAX_FILE_BYTES),
    REDIS_URL: redis.url,
    SHARED_STATE_KEY: sharedStateKey,
    AUDIT_HASH_KEY: `${secrets.text('AUDIT_HASH_KEY')}${'x'.repeat(32)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=${secrets.text('OTEL_EXPORTER_OTLP_HEADERS')}`,
    CORS_ORIGINS: 'https://app.example.com',
    PERSISTED_DOCUMENTS: 'auto',
    RATE_LIMIT_PER_MINUTE: String(REQUESTS_PER_MINUTE),
  };
}

async function startWatched(env: Readonly<Record<string, string>>): Promise<WatchedGateway> {
  const port = await freePort();
  const process = spawnGateway({ ...env, METRICS_PORT: String(port) });
  const dispose = async () => {
    process.process.kill('SIGKILL');
    await process.exited;
  };
  const [, url = ''] = await process.saw(/"event":"ready","url":"([^"]+)"/);
  const metricsUrl = `http://127.0.0.1:${port}/metrics`;
  return { url, metricsUrl, process, [Symbol.asyncDispose]: dispose };
}

/** Has the sandbox give out tokens that are known here, which it does not tell otherwise. */
async function knowTokens(
  { url, clientId, clientSecret, control }: Sandbox,
  secrets: Marks,
): Promise<string[]> {
  const issue = async () => {
    const response = await fetch(`${url}/v1/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret }),
    });
    return response.text();
  };
  const answers = await Promise.all(Array.from({ length: 2 * TOKEN_PAIRS }, issue));
  for (const [index, body] of answers.entries()) {
    control.faults.script(index % 2 === 0 ? 'issueToken' : 'refreshToken', { status: 200, body });
  }
  const tokens = answers.flatMap((body) => body.match(/[\w-]{8,}\.[\w-]+\.[\w-]+/g) ?? []);
  for (const token of tokens) noteToken(secrets, 'token', token);
  return tokens;
}

/** The part before the first dot is the same in many tokens. */
export function noteToken(marks: Marks, field: string, token: string): void {
  for (const part of token.split('.').slice(1)) marks.noteSecret(field, part);
}
