/** A whole HTTP answer, ready to be sent, spoilt or withheld. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, contentType: 'application/json', headers, body: JSON.stringify(body) };
}

/** One body for every cause, as documented: bad credentials, bad refresh token, bad bearer. */
export function authenticationFailed(): Answer {
  return jsonAnswer(401, { message: 'Authentication failed' });
}

export function customerNotFound(): Answer {
  return jsonAnswer(404, { message: 'Customer not found' });
}

export function notFound(): Answer {
  return jsonAnswer(404, { message: 'Resource not found' });
}

export function methodNotAllowed(allowed: string): Answer {
  return jsonAnswer(405, { message: 'Method not allowed' }, { allow: allowed });
}

export function bodyTooLarge(): Answer {
  return jsonAnswer(413, { message: 'Request body too large' });
}
