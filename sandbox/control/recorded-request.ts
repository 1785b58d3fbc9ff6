import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { OperationName } from '../operations.ts';
import { bearerToken } from '../token-store.ts';

/** One part of an upload, in the order of the wire. */
export interface RecordedPart {
  readonly fieldName: string;
  /** Undefined for a text part. */
  readonly fileName: string | undefined;
  readonly mimeType: string;
  readonly byteLength: number;
  readonly sha256: string;
  /** Of a text part. */
  readonly value: string | undefined;
}

/** What arrived, and how it ended. */
export interface RecordedRequest {
  readonly operation: OperationName | 'unknown';
  /** Counted for each operation from 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Of a name that comes twice, the last value. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: {
    readonly contentType: string | undefined;
    readonly contentLength: string | undefined;
    readonly requestId: string | undefined;
    readonly traceparent: string | undefined;
    readonly hasAuthorization: boolean;
    /** Equal for equal bearer tokens, and no use as a token. */
    readonly tokenFingerprint: string | undefined;
  };
  /** Parsed JSON; secrets in it are replaced by fingerprints. Undefined until it was read, and for uploads. */
  readonly body: unknown;
  readonly parts: readonly RecordedPart[];
  /** Undefined while the request is in hand; `aborted` if no whole answer went out. */
  readonly status: number | 'aborted' | undefined;
  /** Since 1970, with fractions. */
  readonly arrivedAtMs: number;
  /** From arrival to the end of the answer. */
  readonly millis: number | undefined;
}

/** Still being written. */
export type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** Short, and equal for equal secrets. */
export function fingerprint(secret: string): string {
  return hash('sha256', secret, 'hex').slice(0, 12);
}

/** What the head of a request says. */
export function openRecord(
  { method = '', headers }: IncomingMessage,
  known: Pick<RecordedRequest, 'operation' | 'number' | 'path' | 'query'>,
): OpenRecord {
  const token = bearerToken(headers.authorization);
  const requestId = headers['x-request-id'];
  return {
    ...known,
    method,
    headers: {
      contentType: headers['content-type'],
      contentLength: headers['content-length'],
      requestId: typeof requestId === 'string' ? requestId : undefined,
      traceparent: typeof headers['traceparent'] === 'string' ? headers['traceparent'] : undefined,
      hasAuthorization: headers.authorization !== undefined,
      tokenFingerprint: token === undefined ? undefined : fingerprint(token),
    },
    body: undefined,
    parts: [],
    status: undefined,
    arrivedAtMs: nowMs(),
    millis: undefined,
  };
}

export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
