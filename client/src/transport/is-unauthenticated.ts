import { isRecord } from '../errors/records.ts';

const CODE = 'UNAUTHENTICATED';

/**
 * Whether nothing was executed because the access token is missing, expired or wrong. Routers respond with status 200 then, and
 * with the gateway's error in the body.
 */
export async function isUnauthenticated(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  // A stream would have to be read to its end.
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return false;
  const text = await response.clone().text();
  return text.includes(CODE) && hasOnlyTokenErrors(parseJson(text));
}

/** Another field of the operation may have been executed, so one with data must not be sent again. */
function hasOnlyTokenErrors(body: unknown): boolean {
  if (!isRecord(body) || !Array.isArray(body['errors'])) return false;
  return Object.values(Object(body['data'])).every((value) => value === null) && isTokenError(body['errors']);
}

/** Whether there are errors, and all of them are `UNAUTHENTICATED`. */
export function isTokenError(errors: readonly unknown[]): boolean {
  return errors.length > 0 && errors.every((error) => codeOf(error) === CODE);
}

function codeOf(error: unknown): unknown {
  return isRecord(error) && isRecord(error['extensions']) ? error['extensions']['code'] : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
