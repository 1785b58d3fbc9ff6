import { randomBytes } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../src/sandbox/create-sandbox.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../observability/otlp-receiver.ts';
import { type GatewayProcess, spawnGateway } from '../support/spawn-gateway.ts';
import { type Issuer, startIssuer } from '../support/start-issuer.ts';
import { freePort, startRedis, type TestRedis } from '../support/start-redis.ts';
import { createMarks, type Marks } from './markers.ts';

/** Known tokens for as many issues, and for as many refreshes. */
const TOKEN_PAIRS = 20;
export const REQUESTS_PER_MINUTE = 30;
export const MAX_FILE_BYTES = 100_000;
export const TIMEOUT_MS = 1_500;

/** A gateway process, of which everything that it says is kept. */
export interface WatchedGateway {
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
  /** Credentials, keys and passwords of the deployment, and the tokens that Fin.com gives it. */
  readonly secrets: Marks;
  /** Whether Fin.com has given others, which nobody would search for. */
  hasUnknownTokens(): boolean;
}

export async function startStage(): Promise<Stage> {
  const secrets = createMarks('the deployment');
  const parts = new AsyncDisposableStack();
  const sandbox = parts.use(
    await startSandbox({
      clientId: secrets.text('client id'),
      clientSecret: secrets.text('client secret'),
    }),
  );
  const issuer = parts.use(await startIssuer());
  const redis = parts.use(await startRedis({ password: secrets.text('password of Redis') }));
  const otlp = parts.use(await startOtlpReceiver());
  await knowTokens(sandbox, secrets);
  const sharedStateKey = randomBytes(32).toString('base64');
  secrets.noteSecret('SHARED_STATE_KEY', sharedStateKey.slice(0, 43));
  const env = {
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
  const start = async (more: Readonly<Record<string, string>>): Promise<WatchedGateway> => {
    const port = await freePort();
    const process = spawnGateway({ ...env, ...more, METRICS_PORT: String(port) });
    parts.defer(async () => {
      process.process.kill('SIGKILL');
      await process.exited;
    });
    const [, url = ''] = await process.saw(/"event":"ready","url":"([^"]+)"/);
    return { url, metricsUrl: `http://127.0.0.1:${port}/metrics`, process };
  };
  const guarded = await start({ ...issuer.env, AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' });
  const open = await start({ RATE_LIMIT_PER_MINUTE: '1000' });
  return {
    ...{ sandbox, issuer, redis, otlp, guarded, open, secrets },
    hasUnknownTokens: () =>
      sandbox.control.count('issueToken') > 3 * TOKEN_PAIRS ||
      sandbox.control.count('refreshToken') > TOKEN_PAIRS,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** Has the sandbox give out tokens that are known here, which it does not tell otherwise. */
async function knowTokens({ url, clientId, clientSecret, control }: Sandbox, secrets: Marks): Promise<void> {
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
    for (const [token] of body.matchAll(/[\w-]{8,}\.[\w-]+\.[\w-]+/g)) noteToken(secrets, 'token', token);
  }
}

/** What stands in front of the first dot is the same in many tokens. */
export function noteToken(marks: Marks, field: string, token: string): void {
  for (const part of token.split('.').slice(1)) marks.noteSecret(field, part);
}
