import type { Clock } from '../clock.ts';
import type { CustomerChange } from '../customers/customer-change.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { createWebhook, sign, type WebhookFault } from './webhook.ts';
import { createWebhookQueue, type SentWebhook } from './webhook-queue.ts';
import { createWebhookSender, type ResendFault } from './webhook-sender.ts';

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
  /** The faults that wait for their webhook, in order. */
  readonly waiting: readonly WebhookFault[];
  /** The address that webhooks are sent to. */
  readonly targetUrl: string | undefined;
  /**
   * Sends a webhook again: the same event, signed anew.
   *
   * @returns whether it can; not if no such event was sent, or there is no target
   */
  resend(eventId: string, fault?: ResendFault): boolean;
  /** Sent webhooks, with each copy as its own entry: the newest 1,000, oldest first. */
  readonly sent: readonly SentWebhook[];
}

/** Announces changes of customers. Without a target, it does nothing and sets no timers. */
export function createWebhooks(clock: Clock, customers: CustomerStore): Webhooks & { stop(): void } {
  const queue = createWebhookQueue();
  const sender = createWebhookSender(clock, queue);
  const faults: WebhookFault[] = [];
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
    const fault = faults.shift() ?? {};
    const webhook = createWebhook(change, { secret: target.secret, nowMs: clock.nowMs(), fault });
    sender.send(webhook, target.url, fault);
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
    get waiting() {
      return [...faults];
    },
    get targetUrl() {
      return target?.url;
    },
    resend(eventId, fault = {}) {
      const sent = queue.sent().find((webhook) => webhook.eventId === eventId);
      if (!sent || !target) return false;
      const { type, customerId, body } = sent;
      const headers = sign(body, target.secret, fault);
      sender.send({ eventId, type, customerId, body, headers }, target.url, fault);
      return true;
    },
    get sent() {
      return queue.sent();
    },
    stop() {
      target = undefined;
      sender.forget();
      queue.stop();
    },
  };
}
