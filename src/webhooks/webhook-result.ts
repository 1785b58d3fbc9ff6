import type { WebhookType } from './webhook-event.ts';

/** The results of webhooks, and the HTTP status that the sender gets for each. */
export const WEBHOOK_STATUS = {
  handed_on: 200,
  repeated: 200,
  ignored: 200,
  malformed: 400,
  incomplete: 400,
  unsigned: 401,
  wrong_signature: 401,
  wrong_method: 405,
  too_slow: 408,
  too_large: 413,
  encoded: 415,
  failed: 500,
  busy: 503,
} as const;
export type WebhookResult = keyof typeof WEBHOOK_STATUS;

export interface WebhookEnd {
  readonly result: WebhookResult;
  /** `none` if the signature was not verified, or the body is not an event. */
  readonly type: WebhookType | 'none';
}
