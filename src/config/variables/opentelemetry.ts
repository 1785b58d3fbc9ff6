import {
  attributePairs,
  headerPairs,
  httpUrl,
  namesOf,
  oneOf,
  ratio,
  text,
  trueOrFalse,
  wholeNumber,
} from './formats.ts';
import { optional, withDefault } from './variable.ts';

const LONGEST_MS = 600_000;

/** Without an endpoint, a signal is not exported. */
const OF_TRACES = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
const OF_METRICS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'];
const OF_ANY = [...new Set([...OF_TRACES, ...OF_METRICS])];

const exporter = (signal: string, needs: readonly string[]) =>
  withDefault(oneOf('otlp', 'none'), {
    default: 'otlp',
    needs,
    description: `\`none\` stops the export of ${signal}.`,
  });

const protocol = (needs: readonly string[]) =>
  withDefault(oneOf('http/json'), {
    default: 'http/json',
    needs,
    description:
      'The only protocol that is supported. Receivers expect it at port 4318; port 4317 is for gRPC.',
  });

const headers = (description: string, needs: readonly string[]) =>
  optional(headerPairs, { example: 'api-key=secret', isSecret: true, needs, description });

const compression = (description: string, needs: readonly string[]) =>
  optional(oneOf('gzip', 'none'), { example: 'gzip', needs, description });

const file = (description: string, needs: readonly string[]) =>
  optional(text('the path of a PEM file'), { example: '/etc/otel/ca.pem', needs, description });

const timeout = (description: string, needs: readonly string[]) =>
  optional(wholeNumber(1, LONGEST_MS, 'milliseconds'), {
    example: '5000',
    whenUnset: '`OTEL_EXPORTER_OTLP_TIMEOUT`',
    needs,
    description,
  });

const TRACES = 'The same for traces.';
const METRICS = 'The same for metrics.';

/** All of them are standard variables, except OTEL_PROPAGATE_TO_FIN. */
export const openTelemetryVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(httpUrl, {
    example: 'http://127.0.0.1:4318',
    whenUnset: 'nothing is exported',
    description: 'Base URL of an OTLP receiver over HTTP. It receives traces and the Prometheus metrics.',
  }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optional(httpUrl, {
    example: 'http://127.0.0.1:4318/v1/traces',
    whenUnset: '`/v1/traces` below `OTEL_EXPORTER_OTLP_ENDPOINT`',
    description: 'The whole URL for traces.',
  }),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: optional(httpUrl, {
    example: 'http://127.0.0.1:4318/v1/metrics',
    whenUnset: '`/v1/metrics` below `OTEL_EXPORTER_OTLP_ENDPOINT`',
    description: 'The whole URL for metrics.',
  }),
  OTEL_SDK_DISABLED: withDefault(trueOrFalse, {
    default: 'false',
    description: '`true` stops all exports. `METRICS_PORT` is still served.',
  }),
  OTEL_TRACES_EXPORTER: exporter('traces', OF_TRACES),
  OTEL_METRICS_EXPORTER: exporter('metrics', OF_METRICS),
  OTEL_SERVICE_NAME: optional(text('a name'), {
    example: 'onboarding-gateway',
    whenUnset: '`fin-gateway`',
    needs: OF_ANY,
    description: '`service.name` of spans and metrics.',
  }),
  OTEL_RESOURCE_ATTRIBUTES: optional(attributePairs, {
    example: 'deployment.environment.name=production,k8s.pod.name=gateway-1',
    needs: OF_ANY,
    description:
      'Attributes of all spans and metrics. They replace those that the gateway sets: `service.name`, `service.version` and `service.instance.id`.',
  }),
  OTEL_TRACES_SAMPLER: withDefault(
    oneOf(
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
      'always_on',
      'always_off',
      'traceidratio',
    ),
    {
      default: 'parentbased_always_on',
      needs: OF_TRACES,
      description:
        'Which traces are recorded. `parentbased_…` records a trace if the caller does; the rest of the name is for requests without `traceparent`.',
    },
  ),
  OTEL_TRACES_SAMPLER_ARG: optional(ratio, {
    example: '0.1',
    whenUnset: '`1`',
    needs: ['OTEL_TRACES_SAMPLER'],
    description: 'The share of traces that `…traceidratio` records.',
  }),
  OTEL_PROPAGATORS: withDefault(namesOf('tracecontext', 'baggage', 'none'), {
    default: 'tracecontext,baggage',
    needs: OF_TRACES,
    description:
      'Without `tracecontext`, the traces of callers are not continued. `baggage` is accepted and never read, because it may contain private data.',
  }),
  OTEL_PROPAGATE_TO_FIN: withDefault(trueOrFalse, {
    default: 'false',
    needs: OF_TRACES,
    description: '`true` sends `traceparent` and `tracestate` to Fin.com.',
  }),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol(OF_ANY),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol(OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: protocol(OF_METRICS),
  OTEL_EXPORTER_OTLP_HEADERS: headers('Headers of each export, such as credentials.', OF_ANY),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers('More headers for traces.', OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: headers('More headers for metrics.', OF_METRICS),
  OTEL_EXPORTER_OTLP_TIMEOUT: withDefault(wholeNumber(1, LONGEST_MS, 'milliseconds'), {
    default: '10000',
    needs: OF_ANY,
    description:
      'Time that an export may take, with its repetitions. A stopping process waits at most three seconds.',
  }),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: timeout(TRACES, OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: timeout(METRICS, OF_METRICS),
  OTEL_EXPORTER_OTLP_COMPRESSION: compression('Compression of exports.', OF_ANY),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: compression(TRACES, OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: compression(METRICS, OF_METRICS),
  OTEL_EXPORTER_OTLP_CERTIFICATE: file(
    "Certificates that the receiver's certificate is verified with.",
    OF_ANY,
  ),
  OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: file(TRACES, OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE: file(METRICS, OF_METRICS),
  OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: file(
    'The certificate that the gateway shows to the receiver.',
    OF_ANY,
  ),
  OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE: file(TRACES, OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE: file(METRICS, OF_METRICS),
  OTEL_EXPORTER_OTLP_CLIENT_KEY: file('The key of this certificate.', OF_ANY),
  OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY: file(TRACES, OF_TRACES),
  OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY: file(METRICS, OF_METRICS),
  OTEL_BSP_SCHEDULE_DELAY: withDefault(wholeNumber(1, LONGEST_MS, 'milliseconds'), {
    default: '5000',
    needs: OF_TRACES,
    description: 'Longest time that a span waits for its export while the receiver accepts spans.',
  }),
  OTEL_BSP_MAX_QUEUE_SIZE: withDefault(wholeNumber(1, 1_000_000), {
    default: '2048',
    needs: OF_TRACES,
    description: 'Spans that may wait. More are dropped.',
  }),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: withDefault(wholeNumber(1, 1_000_000), {
    default: '512',
    needs: OF_TRACES,
    description: 'Spans of one export. When as many wait, they are exported at once.',
  }),
  OTEL_BSP_EXPORT_TIMEOUT: withDefault(wholeNumber(1, LONGEST_MS, 'milliseconds'), {
    default: '30000',
    needs: OF_TRACES,
    description: 'After this time, the next export of spans may start although the last one has not ended.',
  }),
  OTEL_METRIC_EXPORT_INTERVAL: withDefault(wholeNumber(100, 3_600_000, 'milliseconds'), {
    default: '60000',
    needs: OF_METRICS,
    description: 'Time between two exports of metrics.',
  }),
  OTEL_METRIC_EXPORT_TIMEOUT: optional(wholeNumber(1, 3_600_000, 'milliseconds'), {
    example: '10000',
    whenUnset: '30000, or the interval if that is shorter',
    needs: OF_METRICS,
    description: 'After this time, the next export of metrics may start although the last one has not ended.',
  }),
};

/** The exporters read these files. */
export const otlpFileNames = [
  'OTEL_EXPORTER_OTLP_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE',
  'OTEL_EXPORTER_OTLP_CLIENT_KEY',
  'OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY',
  'OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY',
] as const;
