/** Increase it when a release cannot read the records of the one before. */
export const RECORD_FORMAT = '1';

/** Random bytes that distinguish the attempts with one key. */
export const TOKEN_BYTES = 9;
/** The first half of an HMAC with SHA-256. Hashes of 128 bits do not collide by chance. */
export const HASH_BYTES = 16;

/** A newer release wrote a record in a format that this one does not know. The record must not be treated as missing. */
export class RecordFormatError extends Error {
  override readonly name = 'RecordFormatError';

  constructor() {
    super('A record has an unknown format');
  }
}
