import type { CustomerEvents } from '../live/customer-events.ts';
import type { HandledEvents } from './handled-events.ts';
import { parseWebhookEvent, type WebhookEvent } from './webhook-event.ts';
import { createSignatureCheck, type WebhookSignature } from './webhook-signature.ts';

export interface Receipt {
  /**
   * `handed_on`: the customer was announced as changed. `repeated`: that was done before. `ignored`: the event is not about
   * a customer. The other two must be rejected.
   */
  readonly result: 'handed_on' | 'repeated' | 'ignored' | 'wrong_signature' | 'malformed';
  /** Undefined if nothing in the body can be trusted. */
  readonly event: WebhookEvent | undefined;
}

export interface WebhookReceiver {
  /** @param body the bytes as they arrived, because the signature covers every one of them */
  receive(signature: WebhookSignature, body: Uint8Array): Promise<Receipt>;
}

interface ReceiverOptions {
  /** Any of them may have signed. */
  readonly secrets: readonly string[];
  readonly customerEvents: Pick<CustomerEvents, 'publish'>;
  readonly handledEvents: HandledEvents;
}

/** Hands on each event about a customer once. Concurrent copies of an event may all be handed on, which is harmless. */
export function createWebhookReceiver({
  secrets,
  customerEvents,
  handledEvents,
}: ReceiverOptions): WebhookReceiver {
  const isSigned = createSignatureCheck(secrets);
  return {
    async receive(signature, body) {
      if (!isSigned(signature, body)) return { result: 'wrong_signature', event: undefined };
      const event = parseWebhookEvent(body);
      if (!event) return { result: 'malformed', event };
      if (event.customerId === undefined) return { result: 'ignored', event };
      if (await handledEvents.has(event.id)) return { result: 'repeated', event };
      await customerEvents.publish(event.customerId);
      // Only now: if the process fails before, the sender's next attempt must count.
      await handledEvents.add(event.id);
      return { result: 'handed_on', event };
    },
  };
}
