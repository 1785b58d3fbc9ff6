import { randomUUID } from 'node:crypto';
import { KEY_PREFIX } from '../../redis/key-prefix.ts';
import type { ConnectionLog, RedisConnection } from '../../redis/redis.ts';

/** Whether a key without a record may have been used. */
export type Doubt = 'NONE' | 'RECORDS_LOST' | 'NOT_YET_KNOWN';

export interface RecordLossOptions {
  readonly redis: RedisConnection;
  readonly log: ConnectionLog | undefined;
  /** Maximum lifetime of a record. After this time, no lost record can be missing any more. */
  readonly heldMs: number;
  /** How long other replicas have to notice that Redis was replaced or emptied. */
  readonly graceMs?: number;
  /** Called when Redis has lost records of this replica. */
  readonly onLost: () => void;
}

const PREFIX = `${KEY_PREFIX}idempotency-state`;
const CHECK_INTERVAL_MS = 1_000;
/** Longer than it takes every live replica to reconnect and check. */
const GRACE_MS = 5_000;
const MIN_COUNT_TTL_MS = 86_400_000;

/**
 * Prelude of every script that writes: counts the write, and detects whether Redis has lost earlier ones. A loss is reported
 * until a reply about it has arrived. Arguments: the keys `count` and `lost`, the acknowledged number, this number, and the
 * lifetimes of the records and of the count.
 */
export const COUNT = `
local function count(countKey, lostKey, acknowledged, number, heldMs, countMs)
  local counted = tonumber(redis.call('GET', countKey) or '0')
  if counted < tonumber(acknowledged) then
    redis.call('SET', lostKey, '1', 'PX', heldMs)
    return true
  end
  if counted < tonumber(number) then counted = number end
  redis.call('SET', countKey, counted, 'PX', countMs)
  return false
end`;

/** A different server may lack the last writes of its predecessor. */
const CHECK = `${COUNT}
local isLost = count(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%x+)') or 'unknown'
if redis.call('GET', KEYS[4]) ~= run then redis.call('SET', KEYS[3], '1', 'PX', ARGV[5]) end
redis.call('SET', KEYS[4], run, 'PX', ARGV[4])
return isLost and 1 or 0`;

/**
 * Detects that Redis has lost records because it was emptied, restarted without its latest writes, or replaced by a server
 * that had not received them.
 *
 * Each replica numbers its writes, and Redis keeps the highest number. If it is missing or lower than the number that Redis
 * has acknowledged, records were lost, perhaps those of a replica that has died. Until the last of them would have expired,
 * a key without a record may have been used.
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
  #losses = 0;
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

  /** Keys for scripts. */
  get keys(): [count: string, lost: string, opening: string] {
    return [this.#countKey, `${PREFIX}:lost`, `${PREFIX}:opening`];
  }

  /** Checks Redis once per session. @returns the session. @throws {RedisUnavailableError} */
  async session(): Promise<number> {
    const { session } = this.#redis;
    if (this.#checkedSession !== session && this.#redis.isReady) await this.#check(session);
    return session;
  }

  /** The acknowledged number, for scripts that only read. */
  get acknowledged(): string {
    return `${this.#acknowledged}`;
  }

  /** Arguments of a script that begins with `COUNT`. Call `settle` with its reply if it has counted. */
  next(): { readonly args: [string, string, string, string]; settle(isLost: boolean): void } {
    this.#number += 1;
    const number = this.#number;
    const losses = this.#losses;
    const countMs = Math.max(this.#heldMs, MIN_COUNT_TTL_MS);
    return {
      args: [this.acknowledged, `${number}`, `${this.#heldMs}`, `${countMs}`],
      settle: (isLost) => {
        // Several commands that were on their way may report the same loss.
        if (losses !== this.#losses) return;
        if (isLost) this.#noteLoss();
        else this.#acknowledged = Math.max(this.#acknowledged, number);
      },
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #noteLoss(): void {
    this.#losses += 1;
    this.#acknowledged = 0;
    this.#log?.warn(
      { event: 'idempotency-records-lost' },
      'Redis has lost records of writes with an idempotency key: a key without a record may have been used',
    );
    this.#onLost();
  }

  async #check(session: number): Promise<void> {
    const [count, lost, opening] = this.keys;
    const { args, settle } = this.next();
    const keys = [count, lost, opening, `${PREFIX}:server`];
    const reply = await this.#redis.evaluate(CHECK, keys, [...args, `${this.#graceMs}`], { session });
    this.#checkedSession = session;
    settle(reply === 1);
  }
}
