import { type GatewayError, parseErrors, transportFailure } from '@fin-gateway/client/errors';
import { fillForm, type Operation } from './multipart.ts';

interface GraphQLResponse {
  /** As the operation selects it. */
  readonly data: unknown;
  readonly errors: readonly GatewayError[];
}

const HEADERS = { accept: 'application/graphql-response+json, application/json', 'graphql-preflight': '1' };

export function sendJson(url: string, operation: Operation): Promise<GraphQLResponse> {
  return post(url, { ...HEADERS, 'content-type': 'application/json' }, JSON.stringify(operation));
}

/** @param files by their paths in the operation, such as `variables.input.files.0`, where it has null */
export function sendFiles(
  url: string,
  operation: Operation,
  files: Readonly<Record<string, Blob>>,
): Promise<GraphQLResponse> {
  const form = new FormData();
  fillForm(form, operation, files);
  // fetch sets the content type, because it chooses the boundary.
  return post(url, HEADERS, form);
}

/** @throws if there is no response from the gateway. The outcome of a mutation is then unknown. */
async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | FormData,
): Promise<GraphQLResponse> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const result: { readonly data?: unknown } = Object(await response.json());
  if (transportFailure(result)) throw new Error('The response is not from a GraphQL server.');
  return { data: result.data ?? null, errors: parseErrors(result) };
}
