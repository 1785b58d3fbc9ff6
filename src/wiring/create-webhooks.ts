import type { Config } from '../config/config.ts';
import type { CustomerEvents } from '../live/customer-events.ts';
import type { WebhookObserver } from '../observability/telemetry.ts';
import type { RedisConnection } from '../redis/redis.ts';
import { createKeyedHash, nameHash } from '../redis/sealing.ts';
import { createHandledEvents } from '../webhooks/handled-events.ts';
import { createWebhookReceiver, type WebhookReceiver } from '../webhooks/webhook-receiver.ts';

interface WebhookParts {
  readonly upstream: { readonly webhookSecrets: readonly string[] };
  readonly redis: RedisConnection | undefined;
  readonly customerEvents: CustomerEvents;
  readonly observer: WebhookObserver | undefined;
}

/** @returns undefined if there is no secret to verify webhooks with */
export function createWebhooks(
  { webhookSecrets, sharedState, fin }: Config,
  { upstream, redis, customerEvents, observer }: WebhookParts,
): WebhookReceiver | undefined {
  const secrets = [...webhookSecrets, ...upstream.webhookSecrets];
  if (secrets.length === 0) return undefined;
  observer?.webhooksEnabled();
  // Each process has an embedded sandbox of its own, so its events cannot be shared.
  if (!redis || !sharedState || !fin) {
    return createWebhookReceiver({ secrets, customerEvents, handledEvents: createHandledEvents() });
  }
  const hash = createKeyedHash(sharedState.key, `webhook events ${nameHash(fin.baseUrl, fin.clientId)}`);
  const handledEvents = createHandledEvents({ redis, hash });
  return createWebhookReceiver({ secrets, customerEvents, handledEvents });
}
