/** Why the gateway did not answer. `not-graphql`: something else did, such as a proxy or a sign-in page. */
export type NoAnswerReason = 'offline' | 'unreachable' | 'not-graphql';
/** Why an outcome is unknown. `interrupted`: while the files were being sent. `lost`: while waiting for the answer. */
export type UnknownCause = 'interrupted' | 'lost' | 'not-graphql';
/** How much of the request's body left the device. */
export type SentPart = 'nothing' | 'some' | 'all';

/** A request without an answer from the gateway. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly reason: NoAnswerReason;
  readonly sent: SentPart;

  constructor(reason: NoAnswerReason, sent: SentPart) {
    super('The gateway did not answer.');
    this.reason = reason;
    this.sent = sent;
  }
}

/** Clients have errors of their own for answers that they cannot read, such as an empty one. */
export function toNoAnswer(error: unknown): NoAnswerError {
  return error instanceof NoAnswerError ? error : new NoAnswerError('not-graphql', 'all');
}
