/** A record that another release has written in a form that this one does not know. It says nothing, least of all that there is none. */
export class RecordFormatError extends Error {
  override readonly name = 'RecordFormatError';

  constructor() {
    super('A record has an unknown format');
  }
}
