import { key, oneOf, redisUrl, wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

export const redisVariables = {
  REDIS_URL: optional(redisUrl, {
    example: 'rediss://:password@cache.example.com:6379',
    whenUnset: 'each process is on its own',
    isSecret: true,
    description:
      'Where replicas share the access token and the records of idempotent writes: Redis 6.2 or newer, or Valkey. `rediss://` uses TLS. See [scaling.md](scaling.md).',
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
      'How long a write is remembered under its idempotency key. Keep it at a day or more for the client package, which otherwise may send documents again whose record is gone.',
  }),
  IDEMPOTENCY_WITHOUT_REDIS: withDefault(oneOf('allow', 'refuse'), {
    default: 'allow',
    description:
      'While Redis cannot keep records, `refuse` rejects writes that have an idempotency key with `IDEMPOTENCY_UNAVAILABLE`. `allow` lets them go on.',
  }),
};
