/** How much of the form left the device. */
export type SentPart = 'NOTHING' | 'SOME' | 'ALL';

/** There was no response to an upload: the connection failed, or nothing happened for too long. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError';
  readonly sentPart: SentPart;

  constructor(sentPart: SentPart) {
    super('There was no response to the upload.');
    this.sentPart = sentPart;
  }
}
