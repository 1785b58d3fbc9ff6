import type { Clock } from '../clock.ts';
import type { CustomerChange } from '../customers/customer-change.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { createWebhook, type Webhook, type WebhookFault } from './webhook.ts';
import { createWebhookQueue, type SentWebhook } from './webhook-queue.ts';

export interface WebhookTarget {
  readonly url: string;
  /** Signs the webhooks. */
  readonly secret: string;
}

export interface Webhooks {
  /** Sends webhooks of later changes there; with `undefined` to nobody. */
  sendTo(target: WebhookTarget | undefined): void;
  /** Appends faults to the queue. Each webhook takes the first one. */
  script(faults: WebhookFault | readonly WebhookFault[]): void;
  /** Empties the queue. */
  clearFaults(): void;
  /** What was sent, each copy on its own: the newest 1,000, oldest first. */
  readonly sent: readonly SentWebhook[];
}

interface OverdueWebhook {
  readonly send: () => void;
  /** Webhooks that must be sent before. */
  missing: number;
}

/** Announces changes of customers. Without a target, it does nothing and sets no timers. */
export function createWebhooks(clock: Clock, customers: CustomerStore): Webhooks & { stop(): void } {
  const queue = createWebhookQueue();
  const faults: WebhookFault[] = [];
  let held: OverdueWebhook[] = [];
  let target: WebhookTarget | undefined;
  let cancelReview = () => {};

  /** Statuses are calculated when they are read, so somebody has to read them when they change. */
  function awaitReview(): void {
    cancelReview();
    const atMs = target && customers.nextChangeAtMs();
    if (atMs !== undefined) cancelReview = clock.schedule(atMs, customers.update);
  }

  function announce(change: CustomerChange): void {
    if (!target) return;
    const { url, secret } = target;
    const fault = faults.shift() ?? {};
    const nowMs = clock.nowMs();
    const webhook = createWebhook(change, { secret, nowMs, fault });
    const send = () => sendCopies(webhook, { url, copies: fault.copies ?? 1 });
    if (fault.overtakenBy) held.push({ send, missing: fault.overtakenBy });
    else if (fault.delayMs) clock.schedule(nowMs + fault.delayMs, send);
    else send();
  }

  function sendCopies(
    webhook: Webhook,
    { url, copies }: { readonly url: string; readonly copies: number },
  ): void {
    for (let copy = 0; copy < copies; copy += 1) queue.add(webhook, url);
    for (const overdue of held) overdue.missing -= 1;
    const due = held.filter(({ missing }) => missing <= 0);
    held = held.filter(({ missing }) => missing > 0);
    for (const overdue of due) overdue.send();
  }

  customers.onChange((change) => {
    announce(change);
    awaitReview();
  });
  return {
    sendTo(newTarget) {
      target = newTarget;
      awaitReview();
    },
    script(added) {
      faults.push(...(Array.isArray(added) ? added : [added]));
    },
    clearFaults() {
      faults.length = 0;
    },
    get sent() {
      return queue.sent();
    },
    stop() {
      target = undefined;
      held = [];
      queue.stop();
    },
  };
}
