import type { Fault } from '../faults/fault.ts';

/** A complete response that has not been sent yet, so that a fault can still delay, spoil or drop it. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Requested by the request itself, with a magic document number. */
  readonly fault?: Fault | undefined;
}

export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, contentType: 'application/json', headers, body: JSON.stringify(body) };
}

/** The API documents the same body for wrong credentials, refresh tokens and bearer tokens. */
export function authenticationFailed(): HttpResponse {
  return jsonResponse(401, { message: 'Authentication failed' });
}

export function notFound(what = 'Resource'): HttpResponse {
  return jsonResponse(404, { message: `${what} not found` });
}

export function methodNotAllowed(allowed: readonly string[]): HttpResponse {
  return jsonResponse(405, { message: 'Method not allowed' }, { allow: allowed.join(', ') });
}

export function bodyTooLarge(): HttpResponse {
  return jsonResponse(413, { message: 'Request body too large' });
}

export function sandboxFailed(): HttpResponse {
  return jsonResponse(500, { message: 'The sandbox failed' });
}
