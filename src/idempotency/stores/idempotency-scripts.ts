import { z } from 'zod/mini';
import { KEY_PREFIX } from '../../redis/key-prefix.ts';
import { RECORD_FORMAT } from '../record-format.ts';
import { isEnd, type StoredWrite } from './idempotency-store.ts';
import { PHASE_LETTERS, UNPACK, unpackRecord } from './packed-record.ts';
import { COUNT, type Doubt } from './record-loss.ts';

const { CLAIMED, SENT, OPEN, REFUSED } = PHASE_LETTERS;

/**
 * Claims atomically by the rules of `isClaimable`, unless a missing record may have been lost. A claim that its owner has
 * released before it arrived is void.
 */
export const CLAIM = `${COUNT}${UNPACK}
local held = redis.call('EXISTS', KEYS[2])
local taken = isKnown and token ~= ARGV[1] and (not record or phase == '${OPEN}'
  or (phase == '${CLAIMED}' and held == 0)
  or (phase == '${REFUSED}' and fingerprint ~= ARGV[2]))
local isLost = false
local doubt = 'NONE'
if taken then
  isLost = count(KEYS[3], KEYS[4], ARGV[6], ARGV[7], ARGV[8], ARGV[9])
  if redis.call('EXISTS', KEYS[4]) == 1 then doubt = 'RECORDS_LOST'
  elseif redis.call('EXISTS', KEYS[5]) == 1 then doubt = 'NOT_YET_KNOWN' end
end
local isRefused = doubt ~= 'NONE' and ARGV[5] == 'strict'
if taken and not isRefused then
  local isSent = not record and ARGV[10]
  local head = '${RECORD_FORMAT}' .. (isSent and '${SENT}' or '${CLAIMED}') .. ARGV[1] .. ARGV[2]
  redis.call('SET', KEYS[1], head .. (isSent or body), 'PX', ARGV[4])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
end
return { taken and 1 or 0, record or '', held, doubt, isLost and 1 or 0 }`;

/**
 * Writes the replica's own record. 'late' also replaces a missing record and one with which nothing was sent: Redis may
 * have been restarted without its data, or may not have received the claim. A replica that has claimed such a record since
 * then notices before it sends. A missing record is released as well, in case its claim is still on its way: Redis may receive
 * it after the gateway has given up. Replies 0 if nothing was written, 2 if records were found to be lost.
 */
export const WRITE = `${COUNT}${UNPACK}
local free = not record or phase == '${OPEN}' or phase == '${CLAIMED}'
if not isKnown then return 0 end
local released = not record and ARGV[2] == '${OPEN}'
if token ~= ARGV[1] and not released and not (free and ARGV[7] == 'late') then return 0 end
local written = count(KEYS[3], KEYS[4], ARGV[9], ARGV[10], ARGV[11], ARGV[12]) and 2 or 1
if ARGV[6] == 'forgotten' and not released then
  redis.call('DEL', KEYS[1], KEYS[2])
  return written
end
redis.call('SET', KEYS[1], '${RECORD_FORMAT}' .. ARGV[2] .. ARGV[1] .. ARGV[3] .. ARGV[4], 'PX', ARGV[5])
if ARGV[6] == 'held' then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[8])
else redis.call('DEL', KEYS[2]) end
return written`;

/** A full Redis executes PEXPIRE, but not SET. */
export const RENEW = `${UNPACK}
if token ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if redis.call('PEXPIRE', KEYS[2], ARGV[2]) == 0 then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
return 1`;

export const READ = `${UNPACK}
local isLost = tonumber(redis.call('GET', KEYS[3]) or '0') < tonumber(ARGV[1])
local doubt = 'NONE'
if isLost or redis.call('EXISTS', KEYS[4]) == 1 then doubt = 'RECORDS_LOST'
elseif redis.call('EXISTS', KEYS[5]) == 1 then doubt = 'NOT_YET_KNOWN' end
return { 0, record or '', redis.call('EXISTS', KEYS[2]), doubt, 0 }`;

const bytes = z.instanceof(Buffer);
const reply = z.tuple([z.number(), bytes, z.number(), bytes, z.number()]);
const doubts = z.enum(['NONE', 'RECORDS_LOST', 'NOT_YET_KNOWN']);

export function keysOf(name: string): [record: string, lease: string] {
  const record = `${KEY_PREFIX}write:${name}`;
  return [record, `${record}:lease`];
}

export interface Reply {
  readonly isTaken: boolean;
  readonly before: StoredWrite | undefined;
  readonly doubt: Doubt;
  /** This command was the first to notice lost records. */
  readonly isLost: boolean;
}

/** @throws {RecordFormatError} */
export function toReply(response: unknown): Reply {
  const [taken, record, held, doubt, lost] = reply.parse(response);
  const before = unpackRecord(record);
  return {
    isTaken: taken === 1,
    before: before && { ...before, isHeld: held === 1 && !isEnd(before.phase) },
    doubt: doubts.parse(doubt.toString()),
    isLost: lost === 1,
  };
}
