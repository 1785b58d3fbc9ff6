import { createHmac, randomUUID } from 'node:crypto';
import { CUSTOMER_ID } from '../support/example-data.ts';

export const SECRET = 'whsec-2b6f0cc904d137be';

export interface SignedWebhook {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

type Members = Readonly<Record<string, unknown>>;

/** An event as Fin.com documents it. Members that are `undefined` are left out. */
export function webhookEvent(event: Members = {}, data: Members = {}) {
  return {
    event: {
      id: randomUUID(),
      event_reference_id: CUSTOMER_ID,
      type: 'customer.status',
      created_at: '2026-01-18T09:08:18.66348Z',
      sandbox_mode: true,
      ...event,
    },
    data: {
      customer_id: CUSTOMER_ID,
      customer_status: 'QUEUED',
      email: 'john.doe@example.com',
      first_name: 'John',
      last_name: 'Doe',
      type: 'INDIVIDUAL',
      verification_type: 'STANDARD',
      ...data,
    },
  };
}

export function signed(
  value: unknown = webhookEvent(),
  { secret = SECRET, algorithm = 'sha256' } = {},
): SignedWebhook {
  const body = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-fin-signature': createHmac(algorithm, secret).update(body).digest('hex'),
      'x-fin-signature-algorithm': algorithm,
    },
  };
}

/** Members of the log line of a webhook. */
export interface LoggedWebhook {
  readonly status: number;
  readonly webhook: { readonly type: string; readonly result: string; readonly customerHash?: string };
}

/** The log lines of all webhooks so far. */
export function loggedWebhooks(log: string): LoggedWebhook[] {
  return log
    .split('\n')
    .filter((line) => line.includes('"path":"/webhooks/fin"'))
    .map((line) => JSON.parse(line));
}

export function resultsIn(log: string): string[] {
  return loggedWebhooks(log).map(({ webhook }) => webhook.result);
}

/** @returns the response of a gateway, with its body read */
export async function postWebhook(
  origin: string,
  { body, headers }: SignedWebhook,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const response = await fetch(`${origin}/webhooks/fin`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { ...headers },
    ...init,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
