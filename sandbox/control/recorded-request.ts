import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseBearerToken } from '../tokens/token-store.ts';

/** A part of an upload. */
export interface RecordedPart {
  readonly fieldName: string;
  /** Undefined for a text part. */
  readonly fileName: string | undefined;
  readonly mimeType: string;
  readonly byteLength: number;
  readonly sha256: string;
  /** Undefined for a file. */
  readonly value: string | undefined;
}

/** A request and its outcome. */
export interface RecordedRequest {
  /** The name of the route, or `unknown`. */
  readonly operation: string;
  /** Starts at 1 for each operation. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** The last value of each parameter. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: {
    readonly contentType: string | undefined;
    readonly contentLength: string | undefined;
    readonly requestId: string | undefined;
    readonly traceparent: string | undefined;
    readonly tracestate: string | undefined;
    readonly hasAuthorization: boolean;
    /** Equal for equal bearer tokens, but useless as a token. */
    readonly tokenFingerprint: string | undefined;
  };
  /** Parsed JSON, with fingerprints in place of secrets. Undefined until it has been read, and for uploads. */
  readonly body: unknown;
  readonly parts: readonly RecordedPart[];
  /** Undefined until the request has been handled; `aborted` if no complete response was sent. */
  readonly status: number | 'aborted' | undefined;
  /** Milliseconds since 1970, with fractions. */
  readonly arrivedAtMs: number;
  /** From arrival to the end of the response. */
  readonly millis: number | undefined;
}

/** A record of a request that is being handled. */
export type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** A short hash. */
export function fingerprint(secret: string): string {
  return hash('sha256', secret, 'hex').slice(0, 12);
}

export function openRecord(
  { method = '', headers }: IncomingMessage,
  details: Pick<RecordedRequest, 'operation' | 'number' | 'path' | 'query'>,
): OpenRecord {
  const token = parseBearerToken(headers.authorization);
  return {
    ...details,
    method,
    headers: {
      contentType: headers['content-type'],
      contentLength: headers['content-length'],
      requestId: textOf(headers['x-request-id']),
      traceparent: textOf(headers['traceparent']),
      tracestate: textOf(headers['tracestate']),
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

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
