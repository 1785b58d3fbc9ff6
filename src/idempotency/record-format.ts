/** Format 1, of earlier releases, has no payload: the customer and the files of a response are stored next to the other members. */
export const RECORD_FORMAT = 2;

/** A newer release wrote a record in a format that this one does not know. The record must not be treated as missing. */
export class RecordFormatError extends Error {
  override readonly name = 'RecordFormatError';

  constructor() {
    super('A record has an unknown format');
  }
}
