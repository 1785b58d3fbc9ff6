import { createKey } from './create-key.ts';
import { fingerprintOf } from './files/fingerprint.ts';

/** A write without a known outcome. */
export interface OpenWrite {
  readonly key: string;
  readonly fingerprint: string;
  readonly sentAtMs: number;
}

/** The gateway keeps records for a day by default. */
const RECORD_LIFETIME_MS = 24 * 3_600_000;

export function newWrite(input: object): OpenWrite {
  const key = createKey();
  return { key, fingerprint: fingerprintOf(input, key), sentAtMs: Date.now() };
}

export function isSameInput(input: object, { key, fingerprint }: OpenWrite): boolean {
  return fingerprintOf(input, key) === fingerprint;
}

export function isForgotten({ sentAtMs }: OpenWrite): boolean {
  return Date.now() - sentAtMs > RECORD_LIFETIME_MS;
}
