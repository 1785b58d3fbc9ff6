import { contradictions } from './config-rules.ts';
import { configWarnings } from './config-warnings.ts';
import { type Environment, environment, isOn, keyBytes, WHAT_IS_WANTED } from './environment.ts';
import { weakSecrets } from './weak-secrets.ts';

/** Where to reach Fin.com, and as whom. */
export interface FinAccount {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Undefined: the embedded sandbox. */
  readonly fin: FinAccount | undefined;
  readonly finTimeoutMs: number;
  /** Between SIGTERM and the last new connection: `/ready` says 503, everything else is served. */
  readonly shutdownDelayMs: number;
  readonly uploads: UploadLimits;
  /** Undefined: each process is on its own. */
  readonly sharedState: SharedState | undefined;
  /** Whether writes with an idempotency key go on while Redis cannot keep their records. */
  readonly idempotencyWithoutRedis: 'allow' | 'refuse';
  /** How long a write is remembered under its idempotency key. */
  readonly idempotencyTtlMs: number;
  readonly corsOrigins: readonly string[];
  readonly maxRequestsInFlight: number;
  /** Undefined: one caller may have all of them. */
  readonly maxRequestsInFlightPerCaller: number | undefined;
  /** Open client connections. */
  readonly maxConnections: number;
  /** How long an idle client connection is kept open. */
  readonly keepAliveTimeoutMs: number;
  /** Clients that send a body more slowly are refused. */
  readonly minBodyBytesPerSecond: number;
  /** Undefined: not limited. */
  readonly requestsPerMinute: number | undefined;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxyCount: number;
  /** A path of a manifest, `auto`, or undefined: documents come as text. */
  readonly persistedDocuments: string | undefined;
  readonly logLevel: LogLevel;
  readonly isProduction: boolean;
  /** Undefined: Prometheus cannot get any. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Undefined: neither traces nor metrics are sent. */
  readonly otlp: OtlpConfig | undefined;
  /** Undefined: a random one for each process. */
  readonly auditHashKey: string | undefined;
  /** Undefined: callers are not checked. */
  readonly callerChecks: CallerChecks | undefined;
  readonly isIntrospectionEnabled: boolean;
  readonly isGraphiQLEnabled: boolean;
}

/** What an access token must have to be accepted, and which of its claims restricts its caller. */
export interface CallerChecks {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
  /** The claim that lists the customers a caller may see. Undefined: every caller may see all. */
  readonly customerIdsClaim: string | undefined;
}

export interface OtlpConfig {
  /** Base URL of an OTLP receiver over HTTP; `/v1/traces` and `/v1/metrics` are put behind it. */
  readonly endpoint: string;
  /** Between two exports. */
  readonly metricsIntervalMs: number;
  /** Whether Fin.com is sent `traceparent`. */
  readonly propagatesToFin: boolean;
}

/** Of one request. */
export interface UploadLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

/** Where replicas keep what they share, encrypted. */
export interface SharedState {
  readonly redisUrl: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** The key before the last rotation: records and tokens under it are still found. */
  readonly previousKey: Uint8Array | undefined;
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Every mistake in the environment at once; one line a mistake, never with a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param hints at what may have caused them */
  constructor(mistakes: readonly string[], hints: readonly string[] = []) {
    const head = `The environment has ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:`;
    super([head, ...mistakes, ...hints].join('\n'));
  }
}

/** As Docker's `--env-file` and Kubernetes manifests pass them on. */
const IN_QUOTES = /^(["'`]).*\1$/s;

/** Variables that later releases will read. Ignoring one in silence would let an operator believe in a protection. */
const NOT_READ_YET = ['FIN_WEBHOOK_SECRET'] as const;

/**
 * Reads the process environment. Empty variables count as unset; blanks around a value, as secrets from files have, do not count.
 *
 * @throws {ConfigError} with every mistake, none with a value
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = environment.safeParse(set);
  const quoted = Object.keys(environment.shape).filter((name) => IN_QUOTES.test(set[name] ?? ''));
  const malformed = parsed.error?.issues.map(({ path }) => path[0]) ?? [];
  const mistakes = [
    ...malformed.filter((name) => !quoted.includes(String(name))).map(describe),
    ...quoted.map((name) => `${name} is in quotes: leave them out, since they count as part of the value.`),
    ...contradictions(set),
    ...weakSecrets(set),
  ];
  const isNotReadYet = (name: string) => NOT_READ_YET.some((other) => other === name);
  for (const name of NOT_READ_YET) {
    if (set[name] !== undefined) mistakes.push(`${name} is not read by this release: unset it.`);
  }
  if (!parsed.success || mistakes.length > 0) {
    // A misspelled variable is often why another one is missing.
    const hints = configWarnings(env).filter(
      ({ event, name }) => event === 'config-unknown-variable' && !isNotReadYet(name),
    );
    throw new ConfigError(
      mistakes,
      hints.map(({ message }) => message),
    );
  }
  return toConfig(parsed.data);
}

function describe(variable: PropertyKey | undefined): string {
  const name = String(variable);
  return `${name} is not valid: it must be ${WHAT_IS_WANTED[name as keyof Environment]}.`;
}

function toConfig(env: Environment): Config {
  const { FIN_BASE_URL: baseUrl, FIN_CLIENT_ID: clientId, FIN_CLIENT_SECRET: clientSecret } = env;
  return Object.freeze({
    host: env.HOST,
    port: env.PORT,
    fin: baseUrl && clientId && clientSecret ? Object.freeze({ baseUrl, clientId, clientSecret }) : undefined,
    finTimeoutMs: env.FIN_TIMEOUT_MS,
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS,
    uploads: Object.freeze({ maxFileBytes: env.UPLOAD_MAX_FILE_BYTES, maxFiles: env.UPLOAD_MAX_FILES }),
    sharedState: toSharedState(env),
    idempotencyWithoutRedis: env.IDEMPOTENCY_WITHOUT_REDIS ?? 'allow',
    idempotencyTtlMs: env.IDEMPOTENCY_TTL_SECONDS * 1000,
    corsOrigins: Object.freeze(env.CORS_ORIGINS),
    maxRequestsInFlight: env.MAX_REQUESTS_IN_FLIGHT,
    maxRequestsInFlightPerCaller: env.MAX_REQUESTS_IN_FLIGHT_PER_CALLER,
    maxConnections: env.MAX_CONNECTIONS,
    keepAliveTimeoutMs: env.KEEP_ALIVE_TIMEOUT_MS,
    minBodyBytesPerSecond: env.MIN_BODY_BYTES_PER_SECOND,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    proxyCount: env.TRUST_PROXY,
    persistedDocuments: env.PERSISTED_DOCUMENTS,
    logLevel: env.LOG_LEVEL,
    isProduction: env.NODE_ENV === 'production',
    callerChecks: toCallerChecks(env),
    isIntrospectionEnabled: isOn(env.INTROSPECTION, env.NODE_ENV),
    isGraphiQLEnabled: isOn(env.GRAPHIQL, env.NODE_ENV) && isOn(env.INTROSPECTION, env.NODE_ENV),
    metrics:
      env.METRICS_PORT === undefined
        ? undefined
        : Object.freeze({ host: env.METRICS_HOST, port: env.METRICS_PORT }),
    otlp: toOtlp(env),
    auditHashKey: env.AUDIT_HASH_KEY,
  });
}

function toCallerChecks(env: Environment): CallerChecks | undefined {
  const { AUTH_JWKS_URL: jwksUrl, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = env;
  if (!jwksUrl || !issuer || !audience) return undefined;
  return Object.freeze({ jwksUrl, issuer, audience, customerIdsClaim: env.AUTH_CUSTOMER_IDS_CLAIM });
}

function toSharedState({
  REDIS_URL: redisUrl,
  SHARED_STATE_KEY: text,
  SHARED_STATE_KEY_PREVIOUS: previousText,
}: Environment): SharedState | undefined {
  const key = text ? keyBytes(text) : undefined;
  const previousKey = previousText ? keyBytes(previousText) : undefined;
  return redisUrl && key ? Object.freeze({ redisUrl, key, previousKey }) : undefined;
}

function toOtlp(env: Environment): OtlpConfig | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_METRIC_EXPORT_INTERVAL: metricsIntervalMs } = env;
  if (endpoint === undefined) return undefined;
  return Object.freeze({
    endpoint,
    metricsIntervalMs,
    propagatesToFin: env.OTEL_PROPAGATE_TO_FIN === 'true',
  });
}
