import { key, oneOf, redisUrl, redisUrls, text, wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

const path = text('the path of a file');

export const redisVariables = {
  REDIS_URL: optional(redisUrl, {
    example: 'rediss://:password@cache.example.com:6379',
    whenUnset: 'each process is on its own',
    isSecret: true,
    description:
      'Where replicas share the access token and the records of idempotent writes: Redis 6.2 or newer, or Valkey. `rediss://` uses TLS. See [scaling.md](scaling.md).',
  }),
  REDIS_SENTINELS: optional(redisUrls, {
    example: 'redis://sentinel-0.example.com:26379,redis://sentinel-1.example.com:26379',
    needs: ['REDIS_URL'],
    isSecret: true,
    description:
      'The Sentinels that know which server is the primary, each with its own password and `rediss://` if it has them. The host in `REDIS_URL` is then the name of the primary, such as `mymaster`. See [Sentinel](scaling.md#sentinel).',
  }),
  REDIS_CA_FILE: optional(path, {
    example: '/etc/fin-gateway/redis/ca.crt',
    needs: ['REDIS_URL'],
    description:
      'Path of a PEM file with certificates of authorities. Only these are trusted for Redis and its Sentinels. See [TLS](scaling.md#tls).',
  }),
  REDIS_CERT_FILE: optional(path, {
    example: '/etc/fin-gateway/redis/tls.crt',
    needs: ['REDIS_URL'],
    description: 'Path of a PEM file with the certificate that the gateway shows to Redis and its Sentinels.',
  }),
  REDIS_KEY_FILE: optional(path, {
    example: '/etc/fin-gateway/redis/tls.key',
    needs: ['REDIS_URL'],
    description: 'Path of a PEM file with the private key of `REDIS_CERT_FILE`.',
  }),
  SHARED_STATE_KEY: optional(key, {
    isSecret: true,
    description:
      'Encrypts what is stored in Redis. Required with `REDIS_URL`, and the same for all replicas. See [changing the key](scaling.md#changing-the-key).',
  }),
  SHARED_STATE_KEY_PREVIOUS: optional(key, {
    isSecret: true,
    description: 'The previous `SHARED_STATE_KEY`, while it is being changed.',
  }),
  IDEMPOTENCY_TTL_SECONDS: withDefault(wholeNumber(1, 604_800, 'seconds'), {
    default: '86400',
    description:
      'How long a write is remembered under its idempotency key. Keep it at a day or more for the client package. Otherwise, it may send documents again after their record has expired.',
  }),
  IDEMPOTENCY_WITHOUT_REDIS: withDefault(oneOf('allow', 'refuse'), {
    default: 'allow',
    description:
      'While Redis cannot keep records, `refuse` rejects writes that have an idempotency key with `IDEMPOTENCY_UNAVAILABLE`. `allow` lets them go on.',
  }),
};
