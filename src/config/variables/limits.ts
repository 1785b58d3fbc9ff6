import { wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

export const limitVariables = {
  UPLOAD_MAX_FILE_BYTES: withDefault(wholeNumber(1, 1_073_741_824, 'bytes'), {
    default: '10485760',
    description: 'Size limit of one file.',
  }),
  UPLOAD_MAX_FILES: withDefault(wholeNumber(1, 100), {
    default: '10',
    description: 'Files per request.',
  }),
  MAX_REQUESTS_IN_FLIGHT: withDefault(wholeNumber(1, 100_000), {
    default: '500',
    description:
      'Concurrent GraphQL requests. More wait for a moment, and are then rejected with 503 and `Retry-After`.',
  }),
  MAX_REQUESTS_IN_FLIGHT_PER_CALLER: optional(wholeNumber(1, 100_000), {
    example: '100',
    whenUnset: 'not limited',
    description:
      'Concurrent GraphQL requests of one caller, per replica. More are rejected with 429 and `Retry-After`. Where callers are not checked, each address counts as a caller.',
  }),
  RATE_LIMIT_PER_MINUTE: optional(wholeNumber(1, 1_000_000), {
    example: '600',
    whenUnset: 'not limited',
    description:
      'Requests per minute of one caller, per replica. Where callers are not checked, each address counts as a caller.',
  }),
  TRUST_PROXY: withDefault(wholeNumber(0, 10), {
    default: '0',
    example: '1',
    description: 'The number of proxies in front whose `X-Forwarded-For` is trusted.',
  }),
  MAX_CONNECTIONS: withDefault(wholeNumber(10, 100_000), {
    default: '2000',
    description:
      'Open client connections. Beyond this, the longest idle connection is closed. While every connection has a running request, only `/health` and `/ready` are answered. If the limit on open files is too small, the gateway lowers the number and logs it.',
  }),
  KEEP_ALIVE_TIMEOUT_MS: withDefault(wholeNumber(1_000, 3_600_000, 'milliseconds'), {
    default: '75000',
    description:
      'How long an idle connection is kept open. It must be longer than the load balancer keeps its idle connections.',
  }),
  MIN_BODY_BYTES_PER_SECOND: withDefault(wholeNumber(1, 10_000_000, 'bytes'), {
    default: '1024',
    description:
      'Bodies that arrive more slowly are rejected, after a grace period of ten seconds or `FIN_TIMEOUT_MS`, whichever is longer.',
  }),
};
