import { z } from 'zod/mini';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const wholeNumber = (min: number, max: number) =>
  z.pipe(
    z
      .string()
      .check(z.refine((text) => /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max)),
    z.transform(Number),
  );

/** Every variable that is read, and of what form. */
export const environment = z.object({
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
  SHARED_STATE_KEY_PREVIOUS: z.optional(z.string().check(z.refine((text) => keyBytes(text) !== undefined))),
  IDEMPOTENCY_TTL_SECONDS: z._default(wholeNumber(1, 604_800), 86_400),
  IDEMPOTENCY_WITHOUT_REDIS: z.optional(z.enum(['allow', 'refuse'])),
  CORS_ORIGINS: z.pipe(
    z._default(z.string().check(z.refine((text) => listOf(text).every(isOrigin))), ''),
    z.transform(listOf),
  ),
  MAX_REQUESTS_IN_FLIGHT: z._default(wholeNumber(1, 100_000), 500),
  MAX_REQUESTS_IN_FLIGHT_PER_CALLER: z.optional(wholeNumber(1, 100_000)),
  MAX_CONNECTIONS: z._default(wholeNumber(10, 100_000), 2_000),
  KEEP_ALIVE_TIMEOUT_MS: z._default(wholeNumber(1_000, 3_600_000), 75_000),
  MIN_BODY_BYTES_PER_SECOND: z._default(wholeNumber(1, 10_000_000), 1_024),
  RATE_LIMIT_PER_MINUTE: z.optional(wholeNumber(1, 1_000_000)),
  TRUST_PROXY: z._default(wholeNumber(0, 10), 0),
  PERSISTED_DOCUMENTS: z.optional(z.string()),
  LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  NODE_ENV: z.optional(z.enum(['production', 'development', 'test'])),
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
  OTEL_METRIC_EXPORT_INTERVAL: z._default(wholeNumber(100, 3_600_000), 60_000),
  OTEL_PROPAGATE_TO_FIN: z._default(z.enum(['true', 'false']), 'false'),
  AUDIT_HASH_KEY: z.optional(z.string().check(z.minLength(32))),
});
export type Environment = z.infer<typeof environment>;

/** What a variable that is wrong has to be, with an example. */
export const WHAT_IS_WANTED: Readonly<Record<keyof Environment, string>> = {
  HOST: 'a host name or address to listen on, such as 127.0.0.1',
  PORT: 'a whole number from 0 to 65535, such as 4000',
  FIN_BASE_URL:
    'an https URL without credentials, query or version, such as https://sandbox.api.fin.com (http for loopback only)',
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
  SHARED_STATE_KEY_PREVIOUS: 'the SHARED_STATE_KEY that was used before, in base64 or hex, or nothing',
  IDEMPOTENCY_TTL_SECONDS: 'seconds as a whole number from 1 to 604800, such as 86400',
  IDEMPOTENCY_WITHOUT_REDIS:
    'allow or refuse (writes with an idempotency key while Redis cannot keep their records), such as refuse',
  CORS_ORIGINS: 'origins separated by commas, without paths, such as https://app.example.com',
  MAX_REQUESTS_IN_FLIGHT: 'a whole number from 1 to 100000, such as 500',
  MAX_REQUESTS_IN_FLIGHT_PER_CALLER: 'a whole number from 1 to 100000, such as 100, or nothing',
  MAX_CONNECTIONS: 'a whole number from 10 to 100000, such as 2000',
  KEEP_ALIVE_TIMEOUT_MS: 'milliseconds as a whole number from 1000 to 3600000, such as 75000',
  MIN_BODY_BYTES_PER_SECOND: 'bytes as a whole number from 1 to 10000000, such as 1024',
  RATE_LIMIT_PER_MINUTE: 'a whole number from 1 to 1000000, such as 600, or nothing',
  TRUST_PROXY: 'the number of proxies in front, from 0 to 10, such as 1',
  PERSISTED_DOCUMENTS: 'auto, or the path of a manifest, such as persisted-documents.json',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent, such as info',
  NODE_ENV:
    'production, development, test, or nothing; only production switches the protections of production on',
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
  OTEL_METRIC_EXPORT_INTERVAL: 'milliseconds as a whole number from 100 to 3600000, such as 60000',
  OTEL_PROPAGATE_TO_FIN: 'true or false',
  AUDIT_HASH_KEY: 'a secret of at least 32 characters, such as `openssl rand -hex 32` prints',
  AUTH: 'none (callers are checked by what stands in front of the gateway), or nothing',
};

/** What helps developers is on, but in production only if it is said. */
export function isOn(setting: string | undefined, nodeEnv: string | undefined): boolean {
  return setting === undefined ? nodeEnv !== 'production' : setting === 'on';
}

/** @returns 32 bytes, or undefined if the text is not that many */
export function keyBytes(text: string): Uint8Array | undefined {
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

function listOf(text: string): string[] {
  return text.split(',').flatMap((item) => item.trim() || []);
}

/** A version, as in `/v1`, is part of each call's own path. */
function isBaseUrl(text: string): boolean {
  return isSecureUrl(text) && !/[?#]/.test(text) && !/\/v\d+\/*$/.test(text);
}

export function isLoopbackUrl(text: string | undefined): boolean {
  return LOOPBACK.test(URL.parse(text ?? '')?.hostname ?? '');
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
