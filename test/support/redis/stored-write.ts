import { HASH_BYTES, TOKEN_BYTES } from '../../../src/idempotency/record-format.ts';
import type { WritePhase } from '../../../src/idempotency/stores/idempotency-store.ts';

export const FINGERPRINT = Buffer.alloc(HASH_BYTES, 'of-an-input').toString('base64url');

/** A token, the same for the same attempt. */
export function tokenOf(attempt: string): string {
  return Buffer.alloc(TOKEN_BYTES, attempt).toString('base64url');
}

/** A sealed record. */
export function bodyOf(content: string): string {
  return Buffer.from(content).toString('base64url');
}

export function change(phase: WritePhase) {
  return { phase, fingerprint: FINGERPRINT, body: bodyOf('sealed') };
}
