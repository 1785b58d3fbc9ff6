import { wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

export const liveVariables = {
  STATUS_POLL_SECONDS: withDefault(wholeNumber(0, 86_400, 'seconds'), {
    default: '60',
    description:
      'How often a customer with subscribers is read without an event, while the status is neither `APPROVED` nor `REJECTED`. `0`: never. See [subscriptions.md](subscriptions.md).',
  }),
  MAX_SUBSCRIPTIONS: withDefault(wholeNumber(1, 100_000), {
    default: '1000',
    description:
      'Open subscriptions of a replica. More are rejected with `RATE_LIMITED`. They do not count in `MAX_REQUESTS_IN_FLIGHT`, but their connections count in `MAX_CONNECTIONS`.',
  }),
  MAX_SUBSCRIPTIONS_PER_CALLER: optional(wholeNumber(1, 100_000), {
    example: '20',
    whenUnset: '20 where callers are checked, otherwise not limited',
    description:
      'Open subscriptions of one caller, per replica. More are rejected with `RATE_LIMITED`. Where callers are not checked, each address counts as a caller.',
  }),
};
