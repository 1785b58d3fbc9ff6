/**
 * `CLAIMED`: the write is being prepared; nothing was sent that cannot be sent again. `SENT`: it is on its way to Fin.com.
 * All other phases are final for an attempt. `OPEN`: nothing was done, so the next request may try.
 */
export const WRITE_PHASES = ['CLAIMED', 'SENT', 'OPEN', 'SUCCEEDED', 'REFUSED', 'UNKNOWN'] as const;
export type WritePhase = (typeof WRITE_PHASES)[number];

export interface StoredWrite {
  readonly phase: WritePhase;
  /** The replica that claimed it is alive. */
  readonly isHeld: boolean;
  /** Hash of the input without its files. */
  readonly fingerprint: string;
  /** The sealed record; empty if there is none. */
  readonly body: string;
}

export type WriteChange = Omit<StoredWrite, 'isHeld'>;

/** A write with a final phase that this process remembers. */
export interface EndedWrite {
  readonly name: string;
  readonly token: string;
  readonly record: StoredWrite;
  readonly remainingMs: number;
}

export interface Claimant {
  /** Unique for each attempt. */
  readonly token: string;
  readonly fingerprint: string;
  /** The sealed record of a write that can be sent at once. If there is no record yet, its phase becomes `SENT`. */
  readonly sentBody?: string | undefined;
}

export interface Claim {
  readonly isTaken: boolean;
  /** The record before the claim. */
  readonly before: StoredWrite | undefined;
}

/** Stores records by name. Without the key, neither names nor records reveal anything. */
export interface IdempotencyStore {
  /** Atomically claims the record if `isClaimable`, and holds it until it ends. Keeps the body of an earlier attempt. */
  claim(name: string, claimant: Claimant): Promise<Claim>;
  /**
   * @returns false if the record does not belong to the claimant (any more), or if the phase is `SENT` and other replicas
   *   cannot see it
   */
  write(name: string, token: string, change: WriteChange): Promise<boolean>;
  read(name: string): Promise<StoredWrite | undefined>;
}

/** The record of a claim that was taken. */
export function claimedRecord(
  { fingerprint, sentBody }: Claimant,
  before: StoredWrite | undefined,
): StoredWrite {
  const isSent = !before && sentBody !== undefined;
  const body = isSent ? sentBody : (before?.body ?? '');
  return { phase: isSent ? 'SENT' : 'CLAIMED', isHeld: true, fingerprint, body };
}

/** True if a write may begin with a key that has been used before. */
export function isClaimable(record: StoredWrite | undefined, fingerprint: string): boolean {
  if (!record) return true;
  if (record.phase === 'CLAIMED') return !record.isHeld;
  // Nothing was done, so the client may correct the input.
  if (record.phase === 'REFUSED') return record.fingerprint !== fingerprint;
  return record.phase === 'OPEN';
}

/** True if the write had no effect, so that its record can be deleted. */
export function isForgotten({ phase, body }: Pick<StoredWrite, 'phase' | 'body'>): boolean {
  return phase === 'OPEN' && body === '';
}

export function isEnd(phase: WritePhase): boolean {
  return phase !== 'CLAIMED' && phase !== 'SENT';
}

/** True if no later attempt can change the record. */
export function isFinal(phase: WritePhase): boolean {
  return phase === 'SUCCEEDED' || phase === 'UNKNOWN';
}
