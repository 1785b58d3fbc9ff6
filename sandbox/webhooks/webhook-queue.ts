import type { Webhook } from './webhook.ts';

export interface SentWebhook extends Webhook {
  readonly url: string;
  /** The status of the response; `failed` if there was none. Undefined until then. */
  readonly status: number | 'failed' | undefined;
}

export interface WebhookQueue {
  add(webhook: Webhook, url: string): void;
  /** The newest 1,000, oldest first. */
  sent(): readonly SentWebhook[];
  /** Aborts what is being sent, and sends no more. */
  stop(): void;
}

const MAX_SENT = 1_000;
const TIMEOUT_MS = 10_000;

/** Sends webhooks one after the other, each once: how often Fin.com repeats one is not documented. */
export function createWebhookQueue(): WebhookQueue {
  const sent: { -readonly [Name in keyof SentWebhook]: SentWebhook[Name] }[] = [];
  const stopping = new AbortController();
  let last = Promise.resolve();

  async function send(webhook: Webhook, url: string): Promise<void> {
    if (stopping.signal.aborted) return;
    const record: (typeof sent)[number] = { ...webhook, url, status: undefined };
    sent.push(record);
    if (sent.length > MAX_SENT) sent.shift();
    record.status = await post(webhook, url, stopping.signal);
  }

  return {
    add(webhook, url) {
      last = last.then(() => send(webhook, url));
    },
    sent: () => sent.map((record) => ({ ...record })),
    stop: () => stopping.abort(),
  };
}

async function post(
  { headers, body }: Webhook,
  url: string,
  stopped: AbortSignal,
): Promise<number | 'failed'> {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    // Frees the connection.
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 'failed';
  }
}
