import type { GatewayClient } from '@fin-gateway/client/client';
import type { NextStep } from '@fin-gateway/client/operations';
import { watchCustomer } from '@fin-gateway/client/subscriptions';

const TEXTS: Readonly<Record<NextStep, string>> = {
  ATTACH_DOCUMENTS: 'Please send your documents.',
  ANSWER_REQUEST: 'Please send what is missing.',
  WAIT: 'We are checking your documents.',
  DONE: 'You are all set.',
  CONTACT_SUPPORT: 'Please contact our support.',
  UNKNOWN: 'We are checking your documents.',
};

/** Shows the current status and each change until there is a verdict. @returns a function that stops */
export function showStatus(
  client: GatewayClient,
  customerId: string,
  show: (text: string) => void,
): () => void {
  return watchCustomer(client, customerId, {
    onCustomer: ({ nextStep }) => show(TEXTS[nextStep ?? 'UNKNOWN']),
    onError: () => show('Your status could not be loaded.'),
  });
}
