import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { GatewayError } from '../errors.ts';
import { RedisUnavailableError } from '../redis/redis-unavailable-error.ts';
import { WriteFlights } from './in-flight-writes.ts';
import { RecordFormatError } from './record-format-error.ts';
import type { RecordSeal } from './record-seal.ts';
import { openWrite, type RecordedWrite, sealWrite } from './recorded-write.ts';
import {
  type IdempotencyStore,
  isEnd,
  type StoredWrite,
  type WritePhase,
} from './stores/idempotency-store.ts';

/** What a key is unique within. */
export interface WriteKey {
  readonly key: string;
  /** Field of the mutation. */
  readonly operation: string;
  /** Who calls; undefined where callers are not checked. */
  readonly subject: string | undefined;
}

export type EndOfWrite = Extract<WritePhase, 'OPEN' | 'SUCCEEDED' | 'REFUSED' | 'UNKNOWN'>;

/** A write that is the caller's to do, and to bring to an end. */
export interface OwnWrite {
  /** What an earlier attempt left behind. */
  readonly before: RecordedWrite;
  /**
   * @returns false if somebody else has taken over: nothing must be sent then
   * @throws {GatewayError} IDEMPOTENCY_UNAVAILABLE where others cannot be told: nothing must be sent either
   */
  sending(record: RecordedWrite): Promise<boolean>;
  /** @param failure what those who wait are told too */
  end(phase: EndOfWrite, record: RecordedWrite, failure?: unknown): Promise<void>;
}

export type BegunWrite =
  | { readonly state: 'OWN'; readonly write: OwnWrite }
  | { readonly state: 'ENDED'; readonly phase: Exclude<EndOfWrite, 'OPEN'>; readonly record: RecordedWrite }
  /** Another with the same input failed while this one waited. */
  | { readonly state: 'FAILED'; readonly failure: unknown }
  | { readonly state: 'REUSED' }
  | { readonly state: 'IN_FLIGHT' };

export interface FoundWrite {
  readonly phase: 'IN_FLIGHT' | Exclude<EndOfWrite, 'OPEN'>;
  readonly record: RecordedWrite;
}

/** Knows which writes were made under which keys. */
export interface IdempotencyLedger {
  /**
   * Begins a write, or waits for the one with the same key and input that is under way here or on another replica.
   *
   * @param input all that makes two inputs equal, but for the contents of files
   * @throws {GatewayError} IDEMPOTENCY_UNAVAILABLE where the record cannot be kept and writes must not go on without it
   */
  begin(key: WriteKey, input: string): Promise<BegunWrite>;
  /**
   * @returns undefined where nothing was done under the key
   * @throws {GatewayError} IDEMPOTENCY_UNAVAILABLE where that cannot be told
   */
  find(key: WriteKey): Promise<FoundWrite | undefined>;
  /** Resolves when no write is under way. */
  idle(): Promise<void>;
}

export interface LedgerOptions {
  readonly store: IdempotencyStore;
  readonly seal: RecordSeal;
  /** Names the account at Fin.com: several may share a store. */
  readonly account: string;
  /** How long to wait for a write that is under way. */
  readonly waitMs: number;
}

const POLL_MS = 100;

const NOT_CLAIMED =
  'The record of this idempotency key cannot be kept at the moment, so nothing was sent. Send the same request again shortly, with the same key.';
const NOT_TOLD =
  'What became of the write with this idempotency key cannot be told at the moment. Ask again shortly; do not take it for not sent.';
const RECORDS_LOST =
  'Records of earlier writes were lost, perhaps the one of this key, so nothing was sent now. If you have sent this write before, look the customer up; else try again later with the same key.';
const RETRY_AFTER_SECONDS = 1;

export function createIdempotencyLedger(options: LedgerOptions): IdempotencyLedger {
  const { store, seal, waitMs } = options;
  const flights = new WriteFlights();
  return {
    async begin(key, input) {
      const name = nameOf(options, key);
      const fingerprint = seal.nameOf(input);
      const deadline = performance.now() + waitMs;
      const waited = await flights.begin(name, fingerprint, deadline);
      if (waited.state !== 'BEGUN') return waited;
      const { flight } = waited;
      try {
        const begun = await claim(options, flights, { name, fingerprint, deadline });
        flight.isOwn = begun.state === 'OWN';
        return begun;
      } finally {
        if (!flight.isOwn) flights.land(name);
      }
    },

    async find(key) {
      const name = nameOf(options, key);
      const stored = await available(NOT_TOLD, readUnlessLost(store, name));
      // Whether it was ever sent is not known any more.
      if (stored === 'LOST') return { phase: 'UNKNOWN', record: {} };
      if (!stored) return undefined;
      const phase = endOf(stored) ?? (stored.isHeld && !isEnd(stored.phase) ? 'IN_FLIGHT' : undefined);
      return phase && { phase, record: openWrite(seal, name, stored.body) };
    },

    idle: () => flights.allLanded(),
  };
}

/** Each part is quoted: no two keys have one name. */
function nameOf({ seal, account }: LedgerOptions, { subject, operation, key }: WriteKey): string {
  return seal.nameOf(JSON.stringify([account, subject ?? null, operation, key]));
}

/** Asks the store, again and again while the write is under way on another replica. */
async function claim(
  { store, seal }: LedgerOptions,
  flights: WriteFlights,
  { name, fingerprint, deadline }: { name: string; fingerprint: string; deadline: number },
): Promise<BegunWrite> {
  const token = randomUUID();
  for (;;) {
    const { isTaken, before } = await available(NOT_CLAIMED, store.claim(name, { token, fingerprint }));
    const record = openWrite(seal, name, before?.body ?? '');
    if (isTaken || !before) {
      return { state: 'OWN', write: ownWrite({ store, seal, flights, name, token, fingerprint }, record) };
    }
    if (before.fingerprint !== fingerprint) return { state: 'REUSED' };
    const phase = endOf(before);
    if (phase) return { state: 'ENDED', phase, record };
    if (performance.now() >= deadline) return { state: 'IN_FLIGHT' };
    await pause(POLL_MS);
  }
}

interface Ownership {
  readonly store: IdempotencyStore;
  readonly seal: RecordSeal;
  readonly flights: WriteFlights;
  readonly name: string;
  readonly token: string;
  readonly fingerprint: string;
}

function ownWrite(
  { store, seal, flights, name, token, fingerprint }: Ownership,
  before: RecordedWrite,
): OwnWrite {
  const write = (phase: WritePhase, record: RecordedWrite) => {
    const isEmpty = phase === 'OPEN' && !record.files;
    return store.write(name, token, {
      phase,
      fingerprint,
      body: isEmpty ? '' : sealWrite(seal, name, record),
    });
  };
  return {
    before,
    sending: (record) => available(NOT_CLAIMED, write('SENT', record)),
    async end(phase, record, failure) {
      try {
        await write(phase, record);
      } finally {
        flights.land(name, failure === undefined ? undefined : { failure });
      }
    },
  };
}

function endOf({ phase, isHeld }: StoredWrite): Exclude<EndOfWrite, 'OPEN'> | undefined {
  if (phase === 'CLAIMED' || phase === 'OPEN') return undefined;
  if (phase !== 'SENT') return phase;
  // Who sent it is gone and never told the outcome.
  return isHeld ? undefined : 'UNKNOWN';
}

/** Errors of Redis do not leave this folder. */
async function available<Value>(message: string, answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof RedisUnavailableError) && !(error instanceof RecordFormatError)) throw error;
    if (isLoss(error)) throw new GatewayError('IDEMPOTENCY_UNAVAILABLE', { message: RECORDS_LOST });
    throw new GatewayError('IDEMPOTENCY_UNAVAILABLE', { message, retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}

async function readUnlessLost(
  store: IdempotencyStore,
  name: string,
): Promise<StoredWrite | 'LOST' | undefined> {
  try {
    return await store.read(name);
  } catch (error) {
    if (isLoss(error)) return 'LOST';
    throw error;
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof RedisUnavailableError && error.reason === 'RECORDS_LOST';
}
