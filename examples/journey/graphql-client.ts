import type { TypedDocumentString } from './generated/graphql.ts';

export interface GraphQLClient {
  /** @throws {RefusedError} if the answer has errors */
  request<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
}

/** What the gateway says of a request that it did not do, field by field. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

interface Answer<Data> {
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

/** GraphQL over fetch. Variables with files travel as a GraphQL multipart request, others as JSON. */
export function createGraphQLClient(url: string): GraphQLClient {
  return {
    async request(document, variables) {
      const response = await fetch(url, {
        method: 'POST',
        ...encode({ query: document.toString(), variables }),
      });
      return dataOf(await response.json());
    },
  };
}

function dataOf<Data>({ data, errors }: Answer<Data>): Data {
  const [error] = errors ?? [];
  if (error) throw new RefusedError(describe(error));
  if (!data) throw new RefusedError('The answer has neither data nor errors: is this a GraphQL server?');
  return data;
}

function describe({ message, extensions }: GatewayError): string {
  const { code, requestId, fieldErrors = [] } = extensions ?? {};
  const fields = fieldErrors.map((fault) => `  ${fault.path.join('.')}: ${fault.message}`);
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
  // Without a header that other sites cannot send, the gateway refuses forms.
  return { headers: { 'graphql-preflight': '1' }, body: form };
}

/** A copy with null in place of each file. */
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
