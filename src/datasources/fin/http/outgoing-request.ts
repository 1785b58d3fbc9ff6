import type { Readable } from 'node:stream';

/** One request to Fin.com. A call that is retried sends several. */
export interface OutgoingRequest {
  readonly method: string;
  /** From the root of the origin, with the query. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string | Readable | undefined;
  /** From connecting to the last byte of the response. Undefined: no limit. */
  readonly timeoutMs: number | undefined;
  /** Aborts the request, as a timeout does. */
  readonly signal?: AbortSignal | undefined;
}
