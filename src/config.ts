import { z } from 'zod/mini';

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
  /** How long a write is remembered under its idempotency key. */
  readonly idempotencyTtlMs: number;
  readonly corsOrigins: readonly string[];
  readonly maxRequestsInFlight: number;
  /** Undefined: not limited. */
  readonly requestsPerMinute: number | undefined;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxyCount: number;
  /** A path of a manifest, `auto`, or undefined: documents come as text. */
  readonly persistedDocuments: string | undefined;
  readonly logLevel: LogLevel;
  readonly isProduction: boolean;
  /** Undefined: no metrics. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Undefined: no traces. */
  readonly tracing: TracingConfig | undefined;
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

export interface TracingConfig {
  /** Base URL of an OTLP receiver over HTTP; `/v1/traces` is put behind it. */
  readonly endpoint: string;
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
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** Every mistake in the environment at once; one line a mistake, never with a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(mistakes: readonly string[]) {
    super(`The environment has ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:\n${mistakes.join('\n')}`);
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Variables that later releases will read. Ignoring one in silence would let an operator believe in a protection. */
const NOT_READ_YET = ['FIN_WEBHOOK_SECRET'] as const;

const wholeNumber = (min: number, max: number) =>
  z.pipe(
    z
      .string()
      .check(z.refine((text) => /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max)),
    z.transform(Number),
  );

const environment = z.object({
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(wholeNumber(0, 65_535), 4000),
  FIN_BASE_URL: z.optional(z.string().check(z.refine(isBaseUrl))),
  FIN_CLIENT_ID: z.optional(z.string()),
  FIN_CLIENT_SECRET: z.optional(z.string()),
  FIN_TIMEOUT_MS: z._default(wholeNumber(100, 600_000), 10_000),
  SHUTDOWN_DELAY_MS: z._default(wholeNumber(0, 300_000), 0),
  UPLOAD_MAX_FILE_BYTES: z._default(wholeNumber(1, 1_073_741_824), 10_485_760),
  UPLOAD_MAX_FILES: z._default(wholeNumber(1, 100), 10),
  REDIS_URL: z.optional(z.string().check(z.refine(isRedisUrl))),
  SHARED_STATE_KEY: z.optional(z.string().check(z.refine((text) => keyBytes(text) !== undefined))),
  IDEMPOTENCY_TTL_SECONDS: z._default(wholeNumber(1, 604_800), 86_400),
  CORS_ORIGINS: z.pipe(
    z._default(z.string().check(z.refine((text) => listOf(text).every(isOrigin))), ''),
    z.transform(listOf),
  ),
  MAX_REQUESTS_IN_FLIGHT: z._default(wholeNumber(1, 100_000), 500),
  RATE_LIMIT_PER_MINUTE: z.optional(wholeNumber(1, 1_000_000)),
  TRUST_PROXY: z._default(wholeNumber(0, 10), 0),
  PERSISTED_DOCUMENTS: z.optional(z.string()),
  LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), 'info'),
  NODE_ENV: z.optional(z.string()),
  AUTH: z.optional(z.literal('none')),
  AUTH_JWKS_URL: z.optional(z.string().check(z.refine(isSecureUrl))),
  AUTH_ISSUER: z.optional(z.string()),
  AUTH_AUDIENCE: z.optional(z.string()),
  AUTH_CUSTOMER_IDS_CLAIM: z.optional(z.string()),
  INTROSPECTION: z.optional(z.enum(['on', 'off'])),
  GRAPHIQL: z.optional(z.enum(['on', 'off'])),
  METRICS_HOST: z._default(z.string(), '127.0.0.1'),
  METRICS_PORT: z.optional(wholeNumber(0, 65_535)),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(z.string().check(z.refine(isHttpUrl))),
  OTEL_PROPAGATE_TO_FIN: z._default(z.enum(['true', 'false']), 'false'),
  AUDIT_HASH_KEY: z.optional(z.string().check(z.minLength(32))),
});
type Environment = z.infer<typeof environment>;

const WHAT_IS_WANTED: Readonly<Record<keyof Environment, string>> = {
  HOST: 'a host name or address to listen on, such as 127.0.0.1',
  PORT: 'a whole number from 0 to 65535, such as 4000',
  FIN_BASE_URL:
    'an https URL without credentials or query, such as https://sandbox.api.fin.com (http for loopback only)',
  FIN_CLIENT_ID: 'the client id from the Fin.com dashboard',
  FIN_CLIENT_SECRET: 'the client secret from the Fin.com dashboard',
  FIN_TIMEOUT_MS: 'milliseconds as a whole number from 100 to 600000, such as 10000',
  SHUTDOWN_DELAY_MS: 'milliseconds as a whole number from 0 to 300000, such as 5000',
  UPLOAD_MAX_FILE_BYTES: 'bytes as a whole number from 1 to 1073741824, such as 10485760',
  UPLOAD_MAX_FILES: 'a whole number from 1 to 100, such as 10',
  REDIS_URL:
    'the URL of a Redis or Valkey, such as redis://cache.example.com:6379, or rediss:// for TLS; what is special in a password is percent-encoded',
  SHARED_STATE_KEY:
    '32 random bytes in base64 or hex, the same for all replicas, made by: openssl rand -base64 32',
  IDEMPOTENCY_TTL_SECONDS: 'seconds as a whole number from 1 to 604800, such as 86400',
  CORS_ORIGINS: 'origins separated by commas, without paths, such as https://app.example.com',
  MAX_REQUESTS_IN_FLIGHT: 'a whole number from 1 to 100000, such as 500',
  RATE_LIMIT_PER_MINUTE: 'a whole number from 1 to 1000000, such as 600, or nothing',
  TRUST_PROXY: 'the number of proxies in front, from 0 to 10, such as 1',
  PERSISTED_DOCUMENTS: 'auto, or the path of a manifest, such as persisted-documents.json',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, silent, such as info',
  NODE_ENV: 'production, or nothing',
  AUTH_JWKS_URL:
    "an https URL of the issuer's keys, such as https://id.example.com/.well-known/jwks.json (http for loopback only)",
  AUTH_ISSUER: 'the iss of access tokens, exactly, such as https://id.example.com/',
  AUTH_AUDIENCE: 'the aud of access tokens, exactly, such as https://fin-gateway.example.com',
  AUTH_CUSTOMER_IDS_CLAIM: 'the name of a claim, such as customer_ids',
  INTROSPECTION: 'on or off, such as off',
  GRAPHIQL: 'on or off, such as off',
  METRICS_HOST: 'a host name or address to serve metrics on, such as 127.0.0.1',
  METRICS_PORT: 'a whole number from 0 to 65535, such as 9464',
  OTEL_EXPORTER_OTLP_ENDPOINT:
    'the http or https URL of an OTLP receiver, without credentials or query, such as http://127.0.0.1:4318',
  OTEL_PROPAGATE_TO_FIN: 'true or false',
  AUDIT_HASH_KEY: 'a secret of at least 32 characters, such as `openssl rand -hex 32` prints',
  AUTH: 'none (callers are checked by what stands in front of the gateway), or nothing',
};

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
  const mistakes = [
    ...(parsed.error?.issues.map(({ path }) => describe(path[0])) ?? []),
    ...contradictions(set),
  ];
  for (const name of NOT_READ_YET) {
    if (set[name] !== undefined) mistakes.push(`${name} is not read by this release: unset it.`);
  }
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  return toConfig(parsed.data);
}

function describe(variable: PropertyKey | undefined): string {
  const name = String(variable);
  return `${name} is not valid: it must be ${WHAT_IS_WANTED[name as keyof Environment]}.`;
}

function contradictions(env: Partial<Record<keyof Environment, string | undefined>>): string[] {
  const mistakes = halfOfSharedState(env);
  const isProduction = env.NODE_ENV === 'production';
  for (const name of ['FIN_CLIENT_ID', 'FIN_CLIENT_SECRET'] as const) {
    if (env.FIN_BASE_URL && !env[name])
      mistakes.push(`${name} is missing: with FIN_BASE_URL it must be ${WHAT_IS_WANTED[name]}.`);
    if (!env.FIN_BASE_URL && env[name]) {
      mistakes.push(`${name} is set without FIN_BASE_URL: set that to ${WHAT_IS_WANTED.FIN_BASE_URL}.`);
    }
  }
  if (isProduction && !env.FIN_BASE_URL) {
    mistakes.push(
      `FIN_BASE_URL is missing: NODE_ENV=production never starts the embedded sandbox. Set it to ${WHAT_IS_WANTED.FIN_BASE_URL}.`,
    );
  }
  mistakes.push(...callerContradictions(env));
  if (env.GRAPHIQL === 'on' && !isOn(env.INTROSPECTION, env.NODE_ENV)) {
    mistakes.push(
      'INTROSPECTION is off, and GRAPHIQL=on cannot do without it: set INTROSPECTION=on as well.',
    );
  }
  return mistakes;
}

const WHO_MAY_CALL = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

function callerContradictions(env: Partial<Record<keyof Environment, string | undefined>>): string[] {
  const { AUTH, AUTH_CUSTOMER_IDS_CLAIM, NODE_ENV } = env;
  const given = WHO_MAY_CALL.filter((name) => env[name] !== undefined);
  if (AUTH === 'none') {
    const ignored = AUTH_CUSTOMER_IDS_CLAIM ? [...given, 'AUTH_CUSTOMER_IDS_CLAIM'] : given;
    return ignored.map(
      (name) => `${name} is set, but AUTH=none switches the check of callers off: unset one of them.`,
    );
  }
  if (given.length === 0 && !AUTH_CUSTOMER_IDS_CLAIM) {
    if (NODE_ENV !== 'production') return [];
    return [
      `AUTH is missing: NODE_ENV=production checks who calls. Set ${WHO_MAY_CALL.join(', ')}; or put something in front that does, and say AUTH=none.`,
    ];
  }
  return WHO_MAY_CALL.filter((name) => env[name] === undefined).map(
    (name) => `${name} is missing: to check callers it must be ${WHAT_IS_WANTED[name]}.`,
  );
}

function halfOfSharedState({
  REDIS_URL: url,
  SHARED_STATE_KEY: key,
}: Readonly<Record<string, string | undefined>>): string[] {
  if (url && !key) {
    return [`SHARED_STATE_KEY is missing: with REDIS_URL it must be ${WHAT_IS_WANTED.SHARED_STATE_KEY}.`];
  }
  if (!url && key) {
    return [`SHARED_STATE_KEY is set without REDIS_URL: set that to ${WHAT_IS_WANTED.REDIS_URL}.`];
  }
  return [];
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
    idempotencyTtlMs: env.IDEMPOTENCY_TTL_SECONDS * 1000,
    corsOrigins: Object.freeze(env.CORS_ORIGINS),
    maxRequestsInFlight: env.MAX_REQUESTS_IN_FLIGHT,
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
    tracing: tracingOf(env),
    auditHashKey: env.AUDIT_HASH_KEY,
  });
}

function toCallerChecks(env: Environment): CallerChecks | undefined {
  const { AUTH_JWKS_URL: jwksUrl, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = env;
  if (!jwksUrl || !issuer || !audience) return undefined;
  return Object.freeze({ jwksUrl, issuer, audience, customerIdsClaim: env.AUTH_CUSTOMER_IDS_CLAIM });
}

/** What helps developers is on, but in production only if it is said. */
function isOn(setting: string | undefined, nodeEnv: string | undefined): boolean {
  return setting === undefined ? nodeEnv !== 'production' : setting === 'on';
}

function toSharedState({
  REDIS_URL: redisUrl,
  SHARED_STATE_KEY: text,
}: Environment): SharedState | undefined {
  const key = text && keyBytes(text);
  return redisUrl && key ? Object.freeze({ redisUrl, key }) : undefined;
}

function keyBytes(text: string): Uint8Array | undefined {
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  // 43 letters, and perhaps the padding, are 32 bytes; the alphabet may be that of URLs.
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function isRedisUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^rediss?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    /^\/?\d*$/.test(url.pathname) &&
    !/[?#]/.test(text) &&
    isPercentEncoded(url.username + url.password)
  );
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function tracingOf(env: Environment): TracingConfig | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_PROPAGATE_TO_FIN: propagate } = env;
  return endpoint === undefined
    ? undefined
    : Object.freeze({ endpoint, propagatesToFin: propagate === 'true' });
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((item) => item.trim() || []);
}

function isBaseUrl(text: string): boolean {
  return isSecureUrl(text) && !/[?#]/.test(text);
}

function isSecureUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password || /[?#]/.test(text)) return false;
  return /^https?:$/.test(url.protocol);
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.origin === text && /^https?:$/.test(url.protocol);
}
