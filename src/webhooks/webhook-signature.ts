import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The claims in the headers of a webhook. */
export interface WebhookSignature {
  readonly algorithm: WebhookAlgorithm;
  readonly digest: Uint8Array;
}

type WebhookAlgorithm = (typeof WEBHOOK_ALGORITHMS)[number];

/** The sender chooses the algorithm, so weak ones must not be accepted. */
export const WEBHOOK_ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
const DEFAULT_ALGORITHM = 'sha256';
const HEX = /^(?:[\da-f]{2})+$/i;

/** @returns undefined if there is no signature, or one that can match no body */
export function readSignature(headers: IncomingHttpHeaders): WebhookSignature | undefined {
  const { 'x-fin-signature': hex, 'x-fin-signature-algorithm': name = DEFAULT_ALGORITHM } = headers;
  const algorithm = WEBHOOK_ALGORITHMS.find((known) => known === name);
  if (algorithm === undefined || typeof hex !== 'string' || !HEX.test(hex)) return undefined;
  return { algorithm, digest: Buffer.from(hex, 'hex') };
}

/** Returns whether the raw body of a webhook was signed with one of the secrets. */
export function createSignatureCheck(
  secrets: readonly string[],
): (signature: WebhookSignature, body: Uint8Array) => boolean {
  const keys = secrets.map((secret) => createSecretKey(Buffer.from(secret)));
  // All keys are tried, so that the time does not reveal which one matched.
  return ({ algorithm, digest }, body) =>
    keys.filter((key) => isEqual(sign(key, algorithm, body), digest)).length > 0;
}

function sign(key: KeyObject, algorithm: WebhookAlgorithm, body: Uint8Array): Uint8Array {
  return createHmac(algorithm, key).update(body).digest();
}

/** `timingSafeEqual` throws if the lengths differ. The length of a digest is no secret. */
function isEqual(expected: Uint8Array, actual: Uint8Array): boolean {
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
