import { auditTarget, oneOf, text, trueOrFalse, wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

export const observabilityVariables = {
  LOG_LEVEL: withDefault(oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), {
    default: 'info',
    description: 'The least severe level that is logged. Logs are JSON lines on standard output.',
  }),
  AUDIT_HASH_KEY: optional(
    text('a secret of at least 32 characters', (secret) => secret.length >= 32),
    {
      example: 'the output of `openssl rand -hex 32`',
      whenUnset: 'random for each process',
      isSecret: true,
      description:
        'The key of the hashes in audit lines and in the log. Use the same key for all replicas, so that their lines can be compared.',
    },
  ),
  AUDIT_LOG: withDefault(auditTarget, {
    default: 'stdout',
    description:
      'Where [audit lines](audit.md) go: `stdout` mixes them with the log, at any `LOG_LEVEL`. A number is a descriptor that the parent process has opened. A path names a file to append to, or a named pipe.',
  }),
  AUDIT_REQUIRED: withDefault(trueOrFalse, {
    default: 'false',
    description:
      '`true` rejects reads and writes of customers with `AUDIT_UNAVAILABLE` while audit lines cannot be written.',
  }),
  METRICS_PORT: optional(wholeNumber(0, 65_535), {
    example: '9464',
    whenUnset: 'not served',
    description: 'Port that serves Prometheus metrics at `/metrics`. The public port never serves them.',
  }),
  METRICS_HOST: withDefault(text('a host name or address'), {
    default: '127.0.0.1',
    needs: ['METRICS_PORT'],
    description: 'Address to serve metrics on.',
  }),
};
