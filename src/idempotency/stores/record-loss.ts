import { randomUUID } from 'node:crypto';
import type { ConnectionLog, RedisConnection } from '../../redis/redis.ts';

/** What a replica may think of a key that Redis has no record of. */
export type Doubt = 'NONE' | 'RECORDS_LOST' | 'NOT_YET_KNOWN';

export interface RecordLossOptions {
  readonly redis: RedisConnection;
  readonly log: ConnectionLog | undefined;
  /** How long a record lives at most. After that, a lost one cannot be missed. */
  readonly heldMs: number;
  /** How long the others have to notice, once Redis is another server or empty. */
  readonly graceMs?: number;
  /** Is called when Redis has lost what this replica had written. */
  readonly onLost: () => void;
}

const PREFIX = 'fin-gateway:idempotency-state';
const CHECK_INTERVAL_MS = 1_000;
/** More than it takes each living replica to connect anew, and to check. */
const GRACE_MS = 5_000;
const MIN_COUNT_TTL_MS = 86_400_000;

/**
 * Beginning of a script that writes for this replica: notes whether Redis has forgotten what was written before, and counts
 * the write. KEYS: count, lost. ARGV: acknowledged, number, held, lifetime of the count.
 */
export const COUNT = `
local function count(countKey, lostKey, acknowledged, number, heldMs, countMs)
  local counted = tonumber(redis.call('GET', countKey) or '0')
  local isLost = counted < tonumber(acknowledged)
  if isLost then redis.call('SET', lostKey, '1', 'PX', heldMs) end
  if counted < tonumber(number) then counted = number end
  redis.call('SET', countKey, counted, 'PX', countMs)
  return isLost
end`;

/** A server that is not the one that was here before may lack what that one had been told last. */
const CHECK = `${COUNT}
local isLost = count(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%x+)') or 'unknown'
if redis.call('GET', KEYS[4]) ~= run then redis.call('SET', KEYS[3], '1', 'PX', ARGV[5]) end
redis.call('SET', KEYS[4], run, 'PX', ARGV[4])
return isLost and 1 or 0`;

/**
 * Notices that Redis has lost records: emptied, restarted without its latest writes, or replaced by a server that had not
 * been told of them.
 *
 * Each replica numbers its writes. The highest number lies in Redis; if it is lower than what Redis has acknowledged, or
 * gone, records are gone as well. Any of them may be of a replica that has died, so that nobody can tell which: until the
 * last of them would have ended anyway, a key without a record may be one that was used.
 */
export class RecordLoss {
  readonly #redis: RedisConnection;
  readonly #log: ConnectionLog | undefined;
  readonly #heldMs: number;
  readonly #graceMs: number;
  readonly #onLost: () => void;
  readonly #countKey = `${PREFIX}:writer:${randomUUID()}`;
  readonly #timer: NodeJS.Timeout;
  #number = 0;
  #acknowledged = 0;
  #checkedSession: number | undefined;

  constructor({ redis, log, heldMs, graceMs = GRACE_MS, onLost }: RecordLossOptions) {
    this.#redis = redis;
    this.#log = log;
    this.#heldMs = heldMs;
    this.#graceMs = graceMs;
    this.#onLost = onLost;
    const check = () => {
      if (redis.isReady) this.#check(redis.session).catch(() => undefined);
    };
    check();
    this.#timer = setInterval(check, CHECK_INTERVAL_MS).unref();
  }

  /** KEYS that scripts need: count, lost, opening. */
  get keys(): [count: string, lost: string, opening: string] {
    return [this.#countKey, `${PREFIX}:lost`, `${PREFIX}:opening`];
  }

  /** @returns the session in which Redis is known to have been checked. @throws {RedisUnavailableError} */
  async session(): Promise<number> {
    const { session } = this.#redis;
    if (this.#checkedSession !== session && this.#redis.isReady) await this.#check(session);
    return session;
  }

  /** What Redis has acknowledged so far, as an argument of a script that only reads. */
  get acknowledged(): string {
    return `${this.#acknowledged}`;
  }

  /** Arguments of one script that counts its write: acknowledged, number, held, lifetime of the count. */
  next(): { readonly args: [string, string, string, string]; acknowledge(): void } {
    this.#number += 1;
    const number = this.#number;
    const countMs = Math.max(this.#heldMs, MIN_COUNT_TTL_MS);
    return {
      args: [this.acknowledged, `${number}`, `${this.#heldMs}`, `${countMs}`],
      acknowledge: () => {
        this.#acknowledged = Math.max(this.#acknowledged, number);
      },
    };
  }

  noteLoss(): void {
    this.#log?.warn(
      { event: 'idempotency-records-lost' },
      'Redis has lost records of writes with an idempotency key: a key without a record may have been used',
    );
    this.#onLost();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #check(session: number): Promise<void> {
    const [count, lost, opening] = this.keys;
    const { args, acknowledge } = this.next();
    const keys = [count, lost, opening, `${PREFIX}:server`];
    const answer = await this.#redis.evaluate(CHECK, keys, [...args, `${this.#graceMs}`], { session });
    acknowledge();
    this.#checkedSession = session;
    if (answer === 1) this.noteLoss();
  }
}
