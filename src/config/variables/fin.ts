import { baseUrl, oneOf, secrets, text, wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

export const finVariables = {
  FIN_BASE_URL: optional(baseUrl, {
    example: 'https://sandbox.api.fin.com',
    whenUnset: 'the embedded sandbox',
    description: 'The REST API to call: `https://sandbox.api.fin.com` or `https://api.fin.com`.',
  }),
  FIN_CLIENT_ID: optional(text('the client id from the Fin.com dashboard'), {
    whenUnset: "the embedded sandbox's own",
    description: 'Required with `FIN_BASE_URL`.',
  }),
  FIN_CLIENT_SECRET: optional(text('the client secret from the Fin.com dashboard'), {
    whenUnset: "the embedded sandbox's own",
    isSecret: true,
    description: 'Required with `FIN_BASE_URL`.',
  }),
  FIN_CUSTOMER_API: withDefault(oneOf('v1', 'v2'), {
    default: 'v1',
    description:
      'The version of the REST API through which your account onboards individuals. `npm run doctor` finds out which one it is. The sandbox follows it, embedded and alone.',
  }),
  FIN_TIMEOUT_MS: withDefault(wholeNumber(100, 600_000, 'milliseconds'), {
    default: '10000',
    description:
      'Time limit of one REST call, from connecting to the last byte of the response. For uploads, the limit applies to each pause of either side.',
  }),
  FIN_READ_CONNECTIONS: withDefault(wholeNumber(1, 10_000), {
    default: '128',
    description:
      'Concurrent calls to Fin.com that read. One operation gets at most three quarters of them, so that others go on while it hangs.',
  }),
  FIN_WRITE_CONNECTIONS: withDefault(wholeNumber(1, 10_000), {
    default: '128',
    description: 'The same for calls that write, without uploads.',
  }),
  FIN_UPLOAD_CONNECTIONS: withDefault(wholeNumber(1, 10_000), {
    default: '128',
    description: 'Concurrent uploads to Fin.com. One caller gets at most three quarters of them.',
  }),
  FIN_TOKEN_CONNECTIONS: withDefault(wholeNumber(1, 100), {
    default: '4',
    description: 'Concurrent calls for access tokens.',
  }),
  FIN_CONNECTION_WAIT_MS: optional(wholeNumber(1, 600_000, 'milliseconds'), {
    example: '2000',
    whenUnset: 'half of `FIN_TIMEOUT_MS`',
    description:
      'How long a call waits while all its connections are busy. Then its error is `UPSTREAM_UNAVAILABLE`, `retryable`, and nothing was sent. Uploads wait for `FIN_TIMEOUT_MS`.',
  }),
  FIN_WEBHOOK_SECRET: optional(secrets, {
    whenUnset: 'no webhooks are received',
    isSecret: true,
    description:
      'The secret with which Fin.com signs webhooks to `/webhooks/fin`. While you change it, set the new and the old secret, separated by a comma. See [webhooks.md](webhooks.md).',
  }),
};
