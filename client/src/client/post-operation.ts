import { createUploadFetch, type UploadInit } from '../upload/upload-fetch.ts';
import { type PrintOperation, printOperation } from './print-operation.ts';
import { toRequestBody } from './request-body.ts';

/**
 * Returns the access token, or undefined if nobody is signed in. `refresh` is true after the gateway has rejected the last
 * token.
 */
export type GetToken = (options: {
  readonly refresh: boolean;
}) => Promise<string | undefined> | string | undefined;

export interface FetchClientOptions {
  /** The address of the gateway, such as `/graphql`. */
  readonly url: string;
  /** Called for each request, and once more with `refresh` if the gateway rejects the token. */
  readonly getToken?: GetToken;
  readonly headers?: Readonly<Record<string, string>>;
  /** The default is the global `fetch`. In browsers, forms with files are sent by XMLHttpRequest. */
  readonly fetch?: typeof fetch;
  /** `print` of the package graphql, for operations that are syntax trees. Texts need no library. */
  readonly print?: PrintOperation;
}

/** @param refresh whether the gateway has rejected the last token */
export type Post = (
  operation: unknown,
  variables: unknown,
  refresh: boolean,
  init: UploadInit,
) => Promise<Response>;

export function createPost({ url, getToken, headers, fetch, print }: FetchClientOptions): Post {
  const send = createUploadFetch(fetch && { fetch });
  return async (operation, variables, refresh, init) => {
    const request = toRequestBody(printOperation(operation, print), variables);
    const token = await getToken?.({ refresh });
    return send(url, {
      ...init,
      method: 'POST',
      headers: {
        // Forms need a header that another site cannot send.
        'graphql-preflight': '1',
        accept: 'application/graphql-response+json, application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
        ...request.headers,
        ...init.headers,
      },
      body: request.body,
    });
  };
}
