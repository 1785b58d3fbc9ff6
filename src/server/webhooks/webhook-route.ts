import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../../errors.ts';
import type { PrivateHash } from '../../observability/private-hash.ts';
import type { WebhookObserver } from '../../observability/telemetry.ts';
import type { WebhookReceiver } from '../../webhooks/webhook-receiver.ts';
import { WEBHOOK_STATUS, type WebhookResult } from '../../webhooks/webhook-result.ts';
import { readSignature } from '../../webhooks/webhook-signature.ts';
import type { DrainLimits } from '../body/drain-body.ts';
import { readBytes } from '../body/read-body.ts';
import type { Connections } from '../connections/connections.ts';
import type { HttpExchange } from '../graphql/server-context.ts';
import { closeSoon, createRejectRequest } from '../http/reject-request.ts';

interface WebhookRouteOptions {
  readonly receiver: WebhookReceiver;
  readonly connections: Pick<Connections, 'isFull'>;
  readonly telemetry: WebhookObserver | undefined;
  readonly hash: PrivateHash;
  /** How long a body may take. */
  readonly webhookBodyMs: number;
  readonly drainLimits: DrainLimits;
}

type Outcome = Pick<Awaited<ReturnType<WebhookReceiver['receive']>>, 'event'> & {
  readonly result: WebhookResult;
};

const MAX_IN_PROGRESS = 50;
/** Many times what an event needs. */
const MAX_BODY_BYTES = 262_144;
/** How much of a rejected body is read. */
const MAX_DRAINED_BYTES = 1_048_576;

const RESULT_BY_READ_STATUS: Readonly<Record<number, WebhookResult>> = {
  408: 'too_slow',
  413: 'too_large',
  415: 'encoded',
};

/** Says nothing about the reason: it would help a forger. */
const REJECTED = 'The webhook was rejected.';
const MESSAGES: Readonly<Partial<Record<WebhookResult, string>>> = {
  busy: 'The gateway is receiving as many webhooks as it can. Send this one again.',
  encoded: 'Send the body without content-encoding.',
};

/** Serves `POST /webhooks/fin`. Webhooks have their own limit and do not count as requests in flight. */
export function createWebhookRoute(options: WebhookRouteOptions): (exchange: HttpExchange) => Promise<void> {
  const { telemetry, hash, webhookBodyMs, drainLimits } = options;
  const reject = createRejectRequest({
    ...drainLimits,
    maxBytes: MAX_DRAINED_BYTES,
    maxMs: Math.min(drainLimits.maxMs, webhookBodyMs),
  });
  const receive = createBoundedReceive(options);

  return async (exchange) => {
    const { res, record } = exchange;
    const end = ({ result, event }: Outcome) => {
      const type = event?.type ?? 'none';
      const customerId = event?.customerId;
      const customerHash = customerId === undefined ? undefined : hash('customer', customerId);
      record.webhook = { type, result, customerHash };
      telemetry?.webhookEnded({ type, result });
    };
    res.setHeader('cache-control', 'no-store');
    try {
      const outcome = await receive(exchange);
      end(outcome);
      const { result } = outcome;
      const status = WEBHOOK_STATUS[result];
      if (status === 200) return void res.writeHead(200, { 'content-length': 0 }).end();
      if (status === 405) res.setHeader('allow', 'POST');
      await reject(exchange, { status, message: MESSAGES[result] ?? REJECTED });
    } catch (error) {
      end({ result: 'failed', event: undefined });
      throw error;
    }
  };
}

/** Handles at most 50 webhooks at a time. */
function createBoundedReceive({ receiver, connections, webhookBodyMs }: WebhookRouteOptions) {
  let inProgress = 0;
  return async (exchange: HttpExchange): Promise<Outcome> => {
    const { req } = exchange;
    if (req.method !== 'POST') return withoutEvent('wrong_method');
    const signature = readSignature(req.headers);
    if (!signature) return withoutEvent('unsigned');
    if (connections.isFull) {
      closeSoon(exchange);
      return withoutEvent('busy');
    }
    if (inProgress >= MAX_IN_PROGRESS) return withoutEvent('busy');
    inProgress += 1;
    try {
      const body = await readWithin(req, webhookBodyMs);
      return Buffer.isBuffer(body) ? await receiver.receive(signature, body) : withoutEvent(body);
    } finally {
      inProgress -= 1;
    }
  };
}

async function readWithin(req: IncomingMessage, maxMs: number): Promise<Buffer | WebhookResult> {
  try {
    return await readBytes(req, { maxBytes: MAX_BODY_BYTES, maxMs });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return RESULT_BY_READ_STATUS[error.details.status ?? 400] ?? 'incomplete';
  }
}

function withoutEvent(result: WebhookResult): Outcome {
  return { result, event: undefined };
}
