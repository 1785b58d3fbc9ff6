import { httpUrl, oneOf, text, wholeNumber } from './formats.ts';
import { optional, readByOthers, withDefault } from './variable.ts';

const OTLP_LIBRARY = 'the OTLP exporter';

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
        'Keys the hashes of customers and callers in audit lines. Use the same key for all replicas, so that their lines can be compared.',
    },
  ),
  METRICS_PORT: optional(wholeNumber(0, 65_535), {
    example: '9464',
    whenUnset: 'not served',
    description: 'Port that serves Prometheus metrics at `/metrics`. The public port never serves them.',
  }),
  METRICS_HOST: withDefault(text('a host name or address'), {
    default: '127.0.0.1',
    needs: 'METRICS_PORT',
    description: 'Address to serve metrics on.',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(httpUrl, {
    example: 'http://127.0.0.1:4318',
    whenUnset: 'nothing is exported',
    description: 'Base URL of an OTLP receiver over HTTP. It receives traces and the Prometheus metrics.',
  }),
  OTEL_EXPORTER_OTLP_TIMEOUT: withDefault(wholeNumber(1, 600_000, 'milliseconds'), {
    default: '10000',
    needs: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'Time that an export may take, with its repetitions. A stopping process waits at most three seconds.',
  }),
  OTEL_METRIC_EXPORT_INTERVAL: withDefault(wholeNumber(100, 3_600_000, 'milliseconds'), {
    default: '60000',
    needs: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description: 'Time between two exports of metrics.',
  }),
  OTEL_PROPAGATE_TO_FIN: withDefault(oneOf('true', 'false'), {
    default: 'false',
    needs: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description: '`true` sends `traceparent` to Fin.com.',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: readByOthers(OTLP_LIBRARY, {
    expected: 'pairs of name=value, separated by commas',
    example: 'api-key=secret',
    isSecret: true,
    description: 'Headers of each export, such as credentials.',
  }),
  OTEL_EXPORTER_OTLP_COMPRESSION: readByOthers(OTLP_LIBRARY, {
    expected: 'gzip or none',
    example: 'gzip',
    description: 'Compression of exports.',
  }),
  OTEL_EXPORTER_OTLP_CERTIFICATE: readByOthers(OTLP_LIBRARY, {
    expected: 'the path of a PEM file',
    example: '/etc/otel/ca.pem',
    description: "Certificates that the receiver's certificate is verified with.",
  }),
};
