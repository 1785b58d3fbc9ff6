import { isRecord } from './records.ts';

/** In this order: the members of errors and results in which client libraries keep GraphQL errors. */
const MEMBERS = ['error', 'errors', 'graphQLErrors', 'networkError', 'result', 'bodyText', 'response'];
const MAX_DEPTH = 5;

/** The GraphQL errors somewhere in an error or result of a client library. */
export function findGraphQLErrors(source: unknown, depth = 0): readonly unknown[] {
  if (depth > MAX_DEPTH) return [];
  // Apollo Client keeps the body of a response with a status such as 401 as text.
  if (typeof source === 'string') return depth === 0 ? [] : findGraphQLErrors(parseJson(source), depth + 1);
  if (Array.isArray(source)) return source.filter(isGraphQLError);
  if (!isRecord(source)) return [];
  // Node has one of these for each address that it could not reach.
  if (source['name'] === 'AggregateError') return [];
  for (const member of MEMBERS) {
    const found = findGraphQLErrors(source[member], depth + 1);
    if (found.length > 0) return found;
  }
  return isRecord(source['extensions']) && isGraphQLError(source) ? [source] : [];
}

function isGraphQLError(value: unknown): boolean {
  return isRecord(value) && typeof value['message'] === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
