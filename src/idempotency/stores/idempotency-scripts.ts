import { z } from 'zod/mini';
import { RECORD_FORMAT, RecordFormatError } from '../record-format.ts';
import { isEnd, type StoredWrite, WRITE_PHASES } from './idempotency-store.ts';
import { COUNT, type Doubt } from './record-loss.ts';

const isKnownFormat = `(not phase or version == '${RECORD_FORMAT}')`;

/**
 * Claims atomically by the rules of `isClaimable`, unless a missing record may have been lost. A claim that its owner has
 * released before it arrived is void.
 */
export const CLAIM = `${COUNT}
local phase, fingerprint, body, version, token = unpack(redis.call('HMGET', KEYS[1], 'phase', 'fingerprint', 'body', 'version', 'token'))
local held = redis.call('EXISTS', KEYS[2])
local taken = ${isKnownFormat} and token ~= ARGV[1] and (not phase or phase == 'OPEN'
  or (phase == 'CLAIMED' and held == 0)
  or (phase == 'REFUSED' and fingerprint ~= ARGV[2]))
local isLost = false
local doubt = 'NONE'
if taken then
  isLost = count(KEYS[3], KEYS[4], ARGV[6], ARGV[7], ARGV[8], ARGV[9])
  if redis.call('EXISTS', KEYS[4]) == 1 then doubt = 'RECORDS_LOST'
  elseif redis.call('EXISTS', KEYS[5]) == 1 then doubt = 'NOT_YET_KNOWN' end
end
local isRefused = doubt ~= 'NONE' and ARGV[5] == 'strict'
if taken and not isRefused then
  local isSent = not phase and ARGV[10]
  redis.call('HSET', KEYS[1], 'token', ARGV[1], 'phase', isSent and 'SENT' or 'CLAIMED', 'fingerprint', ARGV[2],
    'body', isSent or body or '', 'version', '${RECORD_FORMAT}')
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
end
return { taken and 1 or 0, phase or '', held, fingerprint or '', body or '', version or '', doubt, isLost and 1 or 0 }`;

/**
 * Writes the replica's own record. 'late' also replaces a missing record and one with which nothing was sent: Redis may
 * have been restarted without its data, or may not have received the claim. A replica that has claimed such a record since
 * then notices before it sends. A missing record is released as well, in case its claim is still on its way: Redis may receive
 * it after the gateway has given up. Replies 0 if nothing was written, 2 if records were found to be lost.
 */
export const WRITE = `${COUNT}
local token, phase, version = unpack(redis.call('HMGET', KEYS[1], 'token', 'phase', 'version'))
local free = not token or phase == 'OPEN' or phase == 'CLAIMED'
if not ${isKnownFormat} then return 0 end
local released = not token and ARGV[2] == 'OPEN'
if token ~= ARGV[1] and not released and not (free and ARGV[7] == 'late') then return 0 end
local written = count(KEYS[3], KEYS[4], ARGV[9], ARGV[10], ARGV[11], ARGV[12]) and 2 or 1
if ARGV[6] == 'forgotten' and not released then
  redis.call('DEL', KEYS[1], KEYS[2])
  return written
end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'phase', ARGV[2], 'fingerprint', ARGV[3], 'body', ARGV[4], 'version', '${RECORD_FORMAT}')
redis.call('PEXPIRE', KEYS[1], ARGV[5])
if ARGV[6] == 'held' then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[8])
else redis.call('DEL', KEYS[2]) end
return written`;

/** A full Redis executes PEXPIRE, but not SET. */
export const RENEW = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if redis.call('PEXPIRE', KEYS[2], ARGV[2]) == 0 then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
return 1`;

export const READ = `
local phase, fingerprint, body, version = unpack(redis.call('HMGET', KEYS[1], 'phase', 'fingerprint', 'body', 'version'))
local isLost = tonumber(redis.call('GET', KEYS[3]) or '0') < tonumber(ARGV[1])
local doubt = 'NONE'
if isLost or redis.call('EXISTS', KEYS[4]) == 1 then doubt = 'RECORDS_LOST'
elseif redis.call('EXISTS', KEYS[5]) == 1 then doubt = 'NOT_YET_KNOWN' end
return { 0, phase or '', redis.call('EXISTS', KEYS[2]), fingerprint or '', body or '', version or '', doubt, 0 }`;

const reply = z.tuple([
  z.number(),
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.enum(['NONE', 'RECORDS_LOST', 'NOT_YET_KNOWN']),
  z.number(),
]);
const phases = z.enum(WRITE_PHASES);

export function keysOf(name: string): [record: string, lease: string] {
  const record = `fin-gateway:idempotency:${name}`;
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
  const [taken, phase, held, fingerprint, body, version, doubt, lost] = reply.parse(response);
  const isTaken = taken === 1;
  const rest = { isTaken, doubt, isLost: lost === 1 };
  if (phase === '') return { ...rest, before: undefined };
  const known = phases.safeParse(phase);
  if (!known.success || version !== RECORD_FORMAT) throw new RecordFormatError();
  const isHeld = held === 1 && !isEnd(known.data);
  return { ...rest, before: { phase: known.data, isHeld, fingerprint, body } };
}
