import { type ExecutionResult, GraphQLError } from 'graphql';
import type { JsonMediaType } from '../http/accept-header.ts';
import { readHttpExtension } from './http-extension.ts';

export interface FormattedResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Formats a result whose errors are masked. The highest status of its errors wins.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes
 */
export function formatResult(result: ExecutionResult, mediaType: JsonMediaType): FormattedResult {
  const contentType = `${mediaType}; charset=utf-8`;
  const { errors } = result;
  if (!errors?.length)
    return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(result) };
  let status = 200;
  let headers: FormattedResult['headers'] = { 'content-type': contentType };
  for (const error of errors) {
    const http = readHttpExtension(error);
    headers = { ...headers, ...http.headers };
    const isIgnored = http.spec === true && mediaType === 'application/json';
    if (http.status !== undefined && !isIgnored) status = Math.max(status, http.status);
  }
  return { status, headers, body: JSON.stringify({ ...result, errors: errors.map(withoutHttp) }) };
}

/** Clients such as graphql-sse drop the body of a response with another status than 200. */
export function withoutHttpStatus(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(withoutHttp) } : result;
}

function withoutHttp(error: GraphQLError): GraphQLError {
  const { http: _, ...extensions } = error.extensions;
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    extensions,
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  });
}
