import type { Clock } from '../clock.ts';
import type { Webhook, WebhookFault } from './webhook.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** An event that is sent again keeps its data. */
export type ResendFault = Omit<WebhookFault, 'data'>;

interface OverdueWebhook {
  readonly send: () => void;
  /** Webhooks that must be sent before. */
  missing: number;
}

/** Sends webhooks as often and as late as their faults say. */
export function createWebhookSender(clock: Clock, queue: WebhookQueue) {
  let held: OverdueWebhook[] = [];

  function sendCopies(webhook: Webhook, url: string, copies: number): void {
    for (let copy = 0; copy < copies; copy += 1) queue.add(webhook, url);
    for (const overdue of held) overdue.missing -= 1;
    const due = held.filter(({ missing }) => missing <= 0);
    held = held.filter(({ missing }) => missing > 0);
    for (const overdue of due) overdue.send();
  }

  return {
    send(webhook: Webhook, url: string, { copies = 1, delayMs, overtakenBy }: ResendFault): void {
      const send = () => sendCopies(webhook, url, copies);
      if (overtakenBy) held.push({ send, missing: overtakenBy });
      else if (delayMs) clock.schedule(clock.nowMs() + delayMs, send);
      else send();
    },
    /** Forgets the webhooks that wait for later ones. */
    forget(): void {
      held = [];
    },
  };
}
