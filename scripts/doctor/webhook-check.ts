import { parseWebhookEvent } from '../../src/webhooks/webhook-event.ts';
import {
  createSignatureCheck,
  readSignature,
  WEBHOOK_ALGORITHMS,
  type WebhookSignature,
} from '../../src/webhooks/webhook-signature.ts';
import { finding } from './examination.ts';
import type { Finding } from './report.ts';

export interface SampleWebhook {
  readonly secrets: readonly string[];
  /** The bytes as they arrived. */
  readonly body: Uint8Array;
  /** The value of `x-fin-signature`. */
  readonly signature: string;
  /** The value of `x-fin-signature-algorithm`. Undefined: the header was missing. */
  readonly algorithm: string | undefined;
}

const CHECK = 'Verify a webhook';
const LINE_BREAK = /\r?\n$/;

/** Checks a stored webhook as the gateway does. The finding contains no value of it. */
export function checkWebhook(sample: SampleWebhook): Finding {
  const signature = readSignature({
    'x-fin-signature': sample.signature,
    ...(sample.algorithm !== undefined && { 'x-fin-signature-algorithm': sample.algorithm }),
  });
  if (!signature) {
    return finding(
      CHECK,
      'failed',
      'the gateway would respond with 401',
      'the signature is not hexadecimal, or the algorithm is not sha256, sha384 or sha512',
    );
  }
  const position = sample.secrets.findIndex((secret) =>
    createSignatureCheck([secret])(signature, sample.body),
  );
  return position < 0 ? explainMismatch(sample, signature) : describeEvent(sample, position);
}

function describeEvent({ secrets, body }: SampleWebhook, position: number): Finding {
  const matching = `the signature matches secret ${position + 1} of ${secrets.length} in FIN_WEBHOOK_SECRET`;
  const event = parseWebhookEvent(body);
  if (!event) {
    return finding(
      CHECK,
      'failed',
      matching,
      'the gateway would respond with 400: the body is not an event, or it names two customers',
    );
  }
  const { type } = event;
  return finding(
    CHECK,
    'ok',
    matching,
    type === 'other' ? 'the event is not about a customer' : `type: ${type}`,
  );
}

function explainMismatch(sample: SampleWebhook, signature: WebhookSignature): Finding {
  const cause = findCause(sample, signature);
  return finding(
    CHECK,
    'failed',
    'the gateway would respond with 401: no secret in FIN_WEBHOOK_SECRET matches',
    cause ??
      'the body or the signature is not complete, a proxy has changed the body, or the secret belongs to another webhook or environment',
  );
}

/** Tries what goes wrong most often when a body is stored. */
function findCause({ secrets, body }: SampleWebhook, signature: WebhookSignature): string | undefined {
  const isSigned = createSignatureCheck(secrets);
  const text = Buffer.from(body).toString();
  const matches = (changed: string) => isSigned(signature, Buffer.from(changed));
  if (matches(text.replace(LINE_BREAK, ''))) {
    return 'the file ends with a line break that was not signed: store the body without it';
  }
  if (matches(`${text}\n`))
    return 'the file lacks a line break that was signed: store the body as it arrived';
  const compact = toCompactJson(text);
  if (compact !== undefined && matches(compact)) {
    return 'the file was formatted after it was signed: store the body as it arrived';
  }
  const other = WEBHOOK_ALGORITHMS.find((algorithm) => isSigned({ ...signature, algorithm }, body));
  return other && `the signature is ${other}: pass --webhook-algorithm=${other}`;
}

function toCompactJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}
