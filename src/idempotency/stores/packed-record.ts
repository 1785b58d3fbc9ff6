import { HASH_BYTES, RECORD_FORMAT, RecordFormatError, TOKEN_BYTES } from '../record-format.ts';
import { type StoredWrite, WRITE_PHASES, type WritePhase } from './idempotency-store.ts';

/** The layout of a record in Redis. One string of bytes takes half of the memory of a hash with members of text. */
const FORMAT_BYTES = 1;
const PHASE_BYTES = 1;

const TOKEN_START = FORMAT_BYTES + PHASE_BYTES;
const FINGERPRINT_START = TOKEN_START + TOKEN_BYTES;
const BODY_START = FINGERPRINT_START + HASH_BYTES;

export const PHASE_LETTERS: Readonly<Record<WritePhase, string>> = {
  CLAIMED: 'C',
  SENT: 'S',
  OPEN: 'O',
  SUCCEEDED: '+',
  REFUSED: '-',
  UNKNOWN: '?',
};

/** Prelude of scripts that use the record of `KEYS[1]`. Another release may have stored a value of another type. */
export const UNPACK = `
local record = redis.pcall('GET', KEYS[1])
if type(record) == 'table' then
  if not string.find(record.err, 'WRONGTYPE', 1, true) then return record end
  record = '?'
end
-- Replies show a missing record as an empty one.
if record == '' then record = '?' end
local isKnown = not record or string.sub(record, 1, ${FORMAT_BYTES}) == '${RECORD_FORMAT}'
local phase = record and string.sub(record, ${FORMAT_BYTES + 1}, ${TOKEN_START})
local token = record and string.sub(record, ${TOKEN_START + 1}, ${FINGERPRINT_START})
local fingerprint = record and string.sub(record, ${FINGERPRINT_START + 1}, ${BODY_START})
local body = record and string.sub(record, ${BODY_START + 1}) or ''`;

/** @param bytes empty if there is no record. @throws {RecordFormatError} */
export function unpackRecord(bytes: Buffer): Omit<StoredWrite, 'isHeld'> | undefined {
  if (bytes.length === 0) return undefined;
  const [format, letter] = bytes.toString('latin1', 0, TOKEN_START);
  const phase = WRITE_PHASES.find((known) => PHASE_LETTERS[known] === letter);
  if (format !== RECORD_FORMAT || !phase || bytes.length < BODY_START) throw new RecordFormatError();
  return {
    phase,
    fingerprint: bytes.toString('base64url', FINGERPRINT_START, BODY_START),
    body: bytes.toString('base64url', BODY_START),
  };
}

/** Tokens, fingerprints and sealed bodies are base64url in this process, and bytes in Redis. */
export function toBytes(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
