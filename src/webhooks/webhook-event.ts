import { z } from 'zod/mini';

/** A bounded set, because it becomes a label of metrics. */
export const WEBHOOK_TYPES = [
  'customer.created',
  'customer.status',
  'customer.rfi',
  'customer.other',
  'other',
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

export interface WebhookEvent {
  readonly id: string;
  readonly type: WebhookType;
  /** Undefined: the event is about something else. */
  readonly customerId: string | undefined;
}

const MAX_ID_LENGTH = 128;

const id = z.string().check(z.minLength(1), z.maxLength(MAX_ID_LENGTH));
const envelope = z.object({ event: z.object({ id, type: z.string() }) });
const customerEvent = z
  .object({ event: z.object({ event_reference_id: id }), data: z.object({ customer_id: id }) })
  .check(
    z.refine(({ event, data }) => event.event_reference_id.toLowerCase() === data.customer_id.toLowerCase()),
  );

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads which customer an event is about. Everything else in the event is ignored, because the API has the current state.
 *
 * @returns undefined if the body is not an event, or if its envelope and its data name different customers
 */
export function parseWebhookEvent(body: Uint8Array): WebhookEvent | undefined {
  const json = parseJson(body);
  const event = envelope.safeParse(json).data?.event;
  if (!event) return undefined;
  const { id, type } = event;
  if (!type.startsWith('customer.')) return { id, type: 'other', customerId: undefined };
  const customer = customerEvent.safeParse(json).data;
  return customer && { id, type: toWebhookType(type), customerId: customer.data.customer_id };
}

function toWebhookType(type: string): WebhookType {
  return WEBHOOK_TYPES.find((known) => known === type) ?? 'customer.other';
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}
