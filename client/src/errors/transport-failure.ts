import { findGraphQLErrors } from './find-errors.ts';
import { isRecord } from './records.ts';

/** `OTHER_RESPONSE`: something responded, but not with GraphQL, for example a proxy or a sign-in page. */
export type TransportFailure = 'NO_RESPONSE' | 'OTHER_RESPONSE';

/**
 * Tells whether a request failed without a response from the gateway. It is then unknown whether a mutation was executed.
 * Takes the same sources as `parseErrors`. Never throws.
 *
 * @returns undefined if there was a response, or no error at all
 */
export function transportFailure(source: unknown): TransportFailure | undefined {
  try {
    return classify(source);
  } catch {
    return 'NO_RESPONSE';
  }
}

function classify(source: unknown): TransportFailure | undefined {
  if (source === undefined || source === null || findGraphQLErrors(source).length > 0) return undefined;
  if (source instanceof Error) return isFromResponse(source) ? 'OTHER_RESPONSE' : 'NO_RESPONSE';
  if (!isRecord(source)) return 'OTHER_RESPONSE';
  // Results of urql and Apollo Client have the error of the transport beside their empty data.
  const failure = source['error'] ?? source['networkError'];
  if (failure) return classify(failure);
  return Array.isArray(source) || 'data' in source || 'errors' in source ? undefined : 'OTHER_RESPONSE';
}

/** The status is in `statusCode` (Apollo Client) or in `response` (urql, graphql-request). */
function isFromResponse(error: unknown): boolean {
  if (!isRecord(error)) return false;
  // `response.json()` throws it if the body is a page.
  if (error instanceof SyntaxError) return true;
  const { statusCode, response, networkError } = error;
  if (typeof statusCode === 'number' || (isRecord(response) && typeof response['status'] === 'number'))
    return true;
  return isFromResponse(networkError);
}
