/** `not-graphql`: the response came from something else, such as a proxy or a sign-in page. */
export type NoResponseReason = 'offline' | 'unreachable' | 'not-graphql';
/** `interrupted`: failed while the files were being sent. `lost`: failed while waiting for the response. */
export type UnknownCause = 'interrupted' | 'lost' | 'not-graphql';
/** How much of the request body left the device. */
export type SentPart = 'nothing' | 'some' | 'all';

/** There was no response from the gateway. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError';
  readonly reason: NoResponseReason;
  readonly sent: SentPart;

  constructor(reason: NoResponseReason, sent: SentPart) {
    super('There was no response from the gateway.');
    this.reason = reason;
    this.sent = sent;
  }
}

/** GraphQL clients throw other errors for responses that they cannot parse. */
export function toNoResponseError(error: unknown): NoResponseError {
  return error instanceof NoResponseError ? error : new NoResponseError('not-graphql', 'all');
}
