/**
 * How far a write has come. `CLAIMED`: it is being prepared, nothing was sent that cannot be sent again. `SENT`: it is on
 * its way to Fin.com. The others are ends; `OPEN`: nothing was done, so that whoever comes next may try.
 */
export const WRITE_PHASES = ['CLAIMED', 'SENT', 'OPEN', 'SUCCEEDED', 'REFUSED', 'UNKNOWN'] as const;
export type WritePhase = (typeof WRITE_PHASES)[number];

export interface StoredWrite {
  readonly phase: WritePhase;
  /** Whoever claimed it is alive. */
  readonly isHeld: boolean;
  /** Of the input, without its files. */
  readonly fingerprint: string;
  /** Sealed; empty where there is nothing to tell yet. */
  readonly body: string;
}

export type WriteChange = Omit<StoredWrite, 'isHeld'>;

/** One that a process remembers. */
export interface EndedWrite {
  readonly name: string;
  readonly token: string;
  readonly record: StoredWrite;
  /** Until it may be forgotten. */
  readonly remainingMs: number;
}

export interface Claimant {
  /** Of this attempt alone. */
  readonly token: string;
  readonly fingerprint: string;
}

export interface Claim {
  readonly isTaken: boolean;
  /** As it was before. */
  readonly before: StoredWrite | undefined;
}

/** Records of writes by name, none of which says anything to a reader without the key. */
export interface IdempotencyStore {
  /** Takes the record, in one step, if `isClaimable`, and holds it until it ends. What it had as body stays. */
  claim(name: string, claimant: Claimant): Promise<Claim>;
  /**
   * @returns false if the record is not, or no longer, the claimant's; or where others cannot be told of it before it is
   *   `SENT`
   */
  write(name: string, token: string, change: WriteChange): Promise<boolean>;
  read(name: string): Promise<StoredWrite | undefined>;
}

/** Whether a write may begin under a key that has been used before. */
export function isClaimable(record: StoredWrite | undefined, fingerprint: string): boolean {
  if (!record) return true;
  if (record.phase === 'CLAIMED') return !record.isHeld;
  // A refused form may be corrected: nothing was done.
  if (record.phase === 'REFUSED') return record.fingerprint !== fingerprint;
  return record.phase === 'OPEN';
}

/** Of a write that left nothing behind there is nothing to keep. */
export function isForgotten({ phase, body }: Pick<StoredWrite, 'phase' | 'body'>): boolean {
  return phase === 'OPEN' && body === '';
}

export function isEnd(phase: WritePhase): boolean {
  return phase !== 'CLAIMED' && phase !== 'SENT';
}
