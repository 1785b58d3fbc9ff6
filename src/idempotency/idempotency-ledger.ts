import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { InFlightWrites } from './in-flight-writes.ts';
import { isRecordLoss, NOT_CLAIMED, NOT_READABLE, toUnavailableError } from './ledger-errors.ts';
import { TOKEN_BYTES } from './record-format.ts';
import type { RecordSeal } from './record-seal.ts';
import {
  type Claimant,
  claimedRecord,
  type IdempotencyStore,
  isEnd,
  type StoredWrite,
  type WritePhase,
} from './stores/idempotency-store.ts';
import { openRecord, sealRecord, type WriteRecord } from './write-record.ts';

/** The scope within which an idempotency key is unique. */
export interface WriteKey {
  readonly key: string;
  /** Name of the mutation field. */
  readonly operation: string;
  /** The caller; undefined if callers are not authenticated. */
  readonly subject: string | undefined;
}

export type CompletedPhase = Exclude<WritePhase, 'CLAIMED' | 'SENT'>;
type RecordedPhase = Exclude<CompletedPhase, 'OPEN'>;

/** A write that this process has acquired and must complete. */
export interface AcquiredWrite {
  /** The record of an earlier attempt. */
  readonly before: WriteRecord;
  /**
   * @returns false if another replica has taken over; nothing may be sent then
   * @throws {GatewayError} IDEMPOTENCY_UNAVAILABLE if other replicas cannot see the record; nothing may be sent either
   */
  markSent(record: WriteRecord): Promise<boolean>;
  /** @param failure is thrown to the requests that wait for this one */
  complete(phase: CompletedPhase, record: WriteRecord, failure?: unknown): Promise<void>;
}

export type BegunWrite =
  | { readonly state: 'ACQUIRED'; readonly write: AcquiredWrite }
  | { readonly state: 'ENDED'; readonly phase: RecordedPhase; readonly record: WriteRecord }
  /** Another request with the same input failed while this one waited. */
  | { readonly state: 'FAILED'; readonly failure: unknown }
  | { readonly state: 'REUSED' }
  | { readonly state: 'IN_FLIGHT' };

export interface FoundWrite {
  readonly phase: 'IN_FLIGHT' | RecordedPhase;
  readonly record: WriteRecord;
}

/** Knows which writes were made with which idempotency keys. */
export interface IdempotencyLedger {
  /**
   * Acquires a write, or waits for a write with the same key and input on this or another replica.
   *
   * @param input the canonical input; the contents of files are compared by the caller
   * @param sent the record of a write that needs no more preparation. A new key is then marked as sent in the same step
   * @throws {GatewayError} IDEMPOTENCY_UNAVAILABLE if the record cannot be kept and the write must not go on without it
   */
  begin(key: WriteKey, input: string, sent?: WriteRecord): Promise<BegunWrite>;
  /**
   * @returns undefined if nothing was sent with this key
   * @throws {GatewayError} IDEMPOTENCY_UNAVAILABLE if that is not known
   */
  find(key: WriteKey): Promise<FoundWrite | undefined>;
  /** Resolves when no write is in flight. */
  idle(): Promise<void>;
}

export interface LedgerOptions {
  readonly store: IdempotencyStore;
  readonly seal: RecordSeal;
  /** Identifies the account at Fin.com: several accounts may share a store. */
  readonly account: string;
  /** How long to wait for a write that is in flight. */
  readonly waitMs: number;
}

const POLL_INTERVAL_MS = 100;

export function createIdempotencyLedger(options: LedgerOptions): IdempotencyLedger {
  return new Ledger(options);
}

/** One attempt to acquire a write. */
interface Attempt extends Claimant {
  readonly name: string;
}

class Ledger implements IdempotencyLedger {
  readonly #store: IdempotencyStore;
  readonly #seal: RecordSeal;
  readonly #account: string;
  readonly #waitMs: number;
  readonly #inFlight = new InFlightWrites();

  constructor({ store, seal, account, waitMs }: LedgerOptions) {
    this.#store = store;
    this.#seal = seal;
    this.#account = account;
    this.#waitMs = waitMs;
  }

  async begin(key: WriteKey, input: string, sent?: WriteRecord): Promise<BegunWrite> {
    const name = this.#nameOf(key);
    const fingerprint = this.#seal.nameOf(input);
    const sentBody = sent && sealRecord(this.#seal, name, sent);
    const attempt: Attempt = {
      name,
      token: randomBytes(TOKEN_BYTES).toString('base64url'),
      fingerprint,
      sentBody,
    };
    const deadline = performance.now() + this.#waitMs;
    const waited = await this.#inFlight.begin(name, fingerprint, deadline);
    if (waited.state !== 'BEGUN') return waited;
    const { write } = waited;
    try {
      const begun = await this.#claim(attempt, deadline);
      write.isAcquired = begun.state === 'ACQUIRED';
      return begun;
    } finally {
      if (!write.isAcquired) this.#inFlight.settle(name);
    }
  }

  async find(key: WriteKey): Promise<FoundWrite | undefined> {
    const name = this.#nameOf(key);
    let stored: StoredWrite | undefined;
    try {
      stored = await this.#store.read(name);
    } catch (error) {
      // Whether the write was ever sent is no longer known.
      if (isRecordLoss(error)) return { phase: 'UNKNOWN', record: {} };
      throw toUnavailableError(error, NOT_READABLE);
    }
    if (!stored) return undefined;
    const isInFlight = stored.isHeld && !isEnd(stored.phase);
    const phase = recordedPhase(stored) ?? (isInFlight ? 'IN_FLIGHT' : undefined);
    return phase && { phase, record: openRecord(this.#seal, name, stored.body) };
  }

  idle(): Promise<void> {
    return this.#inFlight.allSettled();
  }

  /** The parts are quoted, so that no two keys have the same name. */
  #nameOf({ subject, operation, key }: WriteKey): string {
    return this.#seal.nameOf(JSON.stringify([this.#account, subject ?? null, operation, key]));
  }

  /** Polls the store while the write is in flight on another replica. */
  async #claim(attempt: Attempt, deadline: number): Promise<BegunWrite> {
    for (;;) {
      const { isTaken, before } = await this.#store
        .claim(attempt.name, attempt)
        .catch((error: unknown) => Promise.reject(toUnavailableError(error, NOT_CLAIMED)));
      const record = openRecord(this.#seal, attempt.name, before?.body ?? '');
      if (isTaken || !before) {
        const isSent = isTaken && claimedRecord(attempt, before).phase === 'SENT';
        return { state: 'ACQUIRED', write: this.#acquiredWrite(attempt, record, isSent) };
      }
      if (before.fingerprint !== attempt.fingerprint) return { state: 'REUSED' };
      const phase = recordedPhase(before);
      if (phase) return { state: 'ENDED', phase, record };
      if (performance.now() >= deadline) return { state: 'IN_FLIGHT' };
      await delay(POLL_INTERVAL_MS);
    }
  }

  #acquiredWrite(attempt: Attempt, before: WriteRecord, isSent: boolean): AcquiredWrite {
    return {
      before,
      markSent: async (record) => isSent || (await this.#markSent(attempt, record)),
      complete: async (phase, record, failure) => {
        try {
          await this.#write(attempt, phase, record);
        } finally {
          this.#inFlight.settle(attempt.name, failure === undefined ? undefined : { failure });
        }
      },
    };
  }

  async #markSent(attempt: Attempt, record: WriteRecord): Promise<boolean> {
    try {
      return await this.#write(attempt, 'SENT', record);
    } catch (error) {
      throw toUnavailableError(error, NOT_CLAIMED);
    }
  }

  #write({ name, token, fingerprint }: Attempt, phase: WritePhase, record: WriteRecord): Promise<boolean> {
    const isEmpty = phase === 'OPEN' && !record.files;
    const body = isEmpty ? '' : sealRecord(this.#seal, name, record);
    return this.#store.write(name, token, { phase, fingerprint, body });
  }
}

/** @returns undefined while the outcome is open */
function recordedPhase({ phase, isHeld }: StoredWrite): RecordedPhase | undefined {
  if (phase === 'CLAIMED' || phase === 'OPEN') return undefined;
  if (phase !== 'SENT') return phase;
  // The replica that sent it is gone and never recorded the outcome.
  return isHeld ? undefined : 'UNKNOWN';
}
