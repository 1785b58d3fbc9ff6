import type { Readable } from 'node:stream';

/** State kept outside ky's Request and Response: copying bodies through web streams costs as much as all of GraphQL. */
export interface Exchange {
  headers: Readonly<Record<string, string>>;
  readonly body: string | Readable | undefined;
  /** Ends the attempt. A Request's own signal is never aborted once the Request, or the one it was cloned from, is garbage. */
  readonly abort: AbortController;
  /** Whether any of the body can have reached the peer. */
  mayHaveBeenSent: boolean;
  /** The last attempt was not sent, for want of a connection. */
  hadNoConnection?: boolean;
  /** The body of the last response; empty if its content coding cannot be decoded. */
  text: string;
  isUnreadable?: boolean;
  /** Whether the last response began before the whole request body was sent. */
  isEarlyResponse?: boolean;
}

/** The exchange broke before the whole response arrived. Contains nothing from the request or the response. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  /** A code such as ECONNREFUSED, `aborted`, or `no free connection`. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The exchange with Fin.com broke: ${reason}`);
    this.reason = reason;
  }
}

/** Why a received response is unusable; undefined if it is usable. */
export function findFlaw({ ok }: Response, { isEarlyResponse, isUnreadable }: Exchange): string | undefined {
  if (isUnreadable) return 'unreadable content';
  return ok && isEarlyResponse ? 'success before the end of the request' : undefined;
}
