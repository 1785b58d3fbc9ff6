import { createHmac, randomUUID } from 'node:crypto';
import type { CustomerChange } from '../customers/customer-change.ts';
import type { CustomerMembers } from '../customers/customer-members.ts';

export const WEBHOOK_ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
type WebhookAlgorithm = (typeof WEBHOOK_ALGORITHMS)[number];

/** How a webhook goes wrong. */
export interface WebhookFault {
  /** How often it is sent: 0 loses it, 2 doubles it. 1 by default. */
  readonly copies?: number | undefined;
  /** How much later it is sent, by the customers' clock. */
  readonly delayMs?: number | undefined;
  /** It is sent after so many later ones. */
  readonly overtakenBy?: number | undefined;
  readonly signature?: 'wrong' | 'missing' | undefined;
  /** `sha256` by default. `unstated` signs with it too, but leaves its header out. */
  readonly algorithm?: WebhookAlgorithm | 'unstated' | undefined;
  /** Replaces members of `data`, so that the webhook contradicts the API. */
  readonly data?: CustomerMembers | undefined;
}

export interface Webhook {
  readonly eventId: string;
  readonly type: CustomerChange['type'];
  readonly customerId: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface WebhookOptions {
  readonly secret: string;
  readonly nowMs: number;
  readonly fault: WebhookFault;
}

/** Members of `data` as the examples in the API's documentation have them. */
const DATA_MEMBERS: Readonly<Record<CustomerChange['type'], readonly string[]>> = {
  'customer.created': [
    'customer_id',
    'type',
    'first_name',
    'last_name',
    'email',
    'phone',
    'country_of_residence',
    'customer_status',
    'verification_type',
    'tos_policies_url',
    'created_at',
  ],
  'customer.status': [
    'customer_id',
    'customer_status',
    'email',
    'first_name',
    'last_name',
    'type',
    'verification_type',
  ],
  'customer.rfi': ['customer_id', 'request_for_information'],
};

export function createWebhook(change: CustomerChange, { secret, nowMs, fault }: WebhookOptions): Webhook {
  const { type, members, tosPoliciesValue } = change;
  const eventId = randomUUID();
  const customerId = members['customer_id'];
  // In the documentation's example, the member for the URL holds the bare value.
  const source: CustomerMembers = { ...members, tos_policies_url: tosPoliciesValue };
  const body = JSON.stringify({
    event: {
      id: eventId,
      event_reference_id: customerId,
      type,
      created_at: new Date(nowMs).toISOString(),
      sandbox_mode: true,
    },
    data: {
      ...Object.fromEntries(DATA_MEMBERS[type].map((name) => [name, source[name]])),
      ...fault.data,
    },
  });
  return { eventId, type, customerId, body, headers: sign(body, secret, fault) };
}

/** The headers of a webhook with this body. */
export function sign(body: string, secret: string, { signature, algorithm = 'sha256' }: WebhookFault) {
  const name = algorithm === 'unstated' ? 'sha256' : algorithm;
  const key = signature === 'wrong' ? randomUUID() : secret;
  return {
    'content-type': 'application/json',
    ...(signature !== 'missing' && {
      'x-fin-signature': createHmac(name, key).update(body).digest('hex'),
    }),
    ...(algorithm !== 'unstated' && { 'x-fin-signature-algorithm': name }),
  };
}
