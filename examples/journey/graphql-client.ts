import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

export interface GraphQLClient {
  /** @throws {RejectedError} if the response has errors */
  request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
}

/** The gateway rejected the request. The message lists the field errors. */
class RejectedError extends Error {
  override readonly name = 'RejectedError';
}

interface GraphQLResponse<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GatewayError[];
}

interface GatewayError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly requestId?: string;
    readonly fieldErrors?: readonly { readonly path: readonly unknown[]; readonly message: string }[];
  };
}

/** Sends variables with files as a GraphQL multipart request, and others as JSON. */
export function createGraphQLClient(url: string): GraphQLClient {
  return {
    async request(document, variables) {
      const response = await fetch(url, {
        method: 'POST',
        ...encode({ query: print(document), variables }),
      });
      return dataOf(await response.json());
    },
  };
}

function dataOf<Data>({ data, errors }: GraphQLResponse<Data>): Data {
  const [error] = errors ?? [];
  if (error) throw new RejectedError(describe(error));
  if (!data) throw new RejectedError('The response has neither data nor errors. Is this a GraphQL server?');
  return data;
}

function describe({ message, extensions }: GatewayError): string {
  const { code, requestId, fieldErrors = [] } = extensions ?? {};
  const fields = fieldErrors.map((fieldError) => `  ${fieldError.path.join('.')}: ${fieldError.message}`);
  return [`${code}: ${message} (request ${requestId})`, ...fields].join('\n');
}

function encode(body: object): RequestInit {
  const files: { readonly file: File; readonly path: string }[] = [];
  const operations = withoutFiles(body, '', (file, path) => files.push({ file, path }));
  if (files.length === 0) {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(operations) };
  }
  const form = new FormData();
  form.set('operations', JSON.stringify(operations));
  form.set('map', JSON.stringify(Object.fromEntries(files.map(({ path }, index) => [index, [path]]))));
  for (const [index, { file }] of files.entries()) form.set(String(index), file);
  // The gateway only accepts forms with a header that other sites cannot send.
  return { headers: { 'graphql-preflight': '1' }, body: form };
}

/** Copies the value with null in place of each file. */
function withoutFiles(value: unknown, path: string, found: (file: File, path: string) => void): unknown {
  if (value instanceof File) {
    found(value, path);
    return null;
  }
  const inner = (item: unknown, key: string | number) =>
    withoutFiles(item, path === '' ? String(key) : `${path}.${key}`, found);
  if (Array.isArray(value)) return value.map(inner);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item, key)]));
}
