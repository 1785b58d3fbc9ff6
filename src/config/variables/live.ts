import { wholeNumber } from './formats.ts';
import { withDefault } from './variable.ts';

export const liveVariables = {
  STATUS_POLL_SECONDS: withDefault(wholeNumber(0, 86_400, 'seconds'), {
    default: '60',
    description:
      'How often a customer with subscribers is read without an event, while the status is neither `APPROVED` nor `REJECTED`. `0`: never. See [subscriptions.md](subscriptions.md).',
  }),
};
