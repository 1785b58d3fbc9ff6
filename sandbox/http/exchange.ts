import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenRecord } from '../control/recorded-request.ts';

/** A request that is being handled. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: OpenRecord;
  /** Completes the record. Only the first call counts. */
  readonly settle: (status: number | 'aborted') => void;
  /** Decided when the head arrived: a token may expire while a file is still streaming in. */
  readonly isAuthorized: boolean;
  /** Values of the `{name}` segments of the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
}
