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
  const { data, errors } = body;
  return (
    Object.values(Object(data)).every((value) => value === null) &&
    isTokenError(errors) &&
    !errors.some(isBelowRoot)
  );
}

/** A router lost the token between two subgraphs. The root field was executed, also if its data are null because of the error. */
function isBelowRoot(error: unknown): boolean {
  return isRecord(error) && Array.isArray(error['path']) && error['path'].length > 1;
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
