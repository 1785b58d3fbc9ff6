/** Increase it when a release cannot read the records of the one before. */
export const RECORD_FORMAT = '1';

/** A newer release wrote a record in a format that this one does not know. The record must not be treated as missing. */
export class RecordFormatError extends Error {
  override readonly name = 'RecordFormatError';

  constructor() {
    super('A record has an unknown format');
  }
}
