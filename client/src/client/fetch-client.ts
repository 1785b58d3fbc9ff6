import { parseErrors } from '../errors/parse-errors.ts';
import { createUploadFetch, type UploadInit } from '../upload/upload-fetch.ts';
import type { GatewayClient, RequestOptions, TypedOperation } from './gateway-client.ts';
import { type PrintOperation, printOperation } from './print-operation.ts';
import { readEvents } from './read-events.ts';
import { readEventData, readJson } from './read-result.ts';
import { toRequestBody } from './request-body.ts';
import { ResponseError } from './response-error.ts';

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

/**
 * A GraphQL client without a cache. Sends JSON, or a multipart form if the variables contain files. Reads subscriptions as
 * Server-Sent Events, which React Native cannot; a subscription does not connect again by itself. Throws `ResponseError` if the
 * response has errors or is not from the gateway, and what `fetch` throws if there is none.
 */
export function createFetchClient(options: FetchClientOptions): GatewayClient {
  const { url, getToken, headers, fetch, print } = options;
  const send = createUploadFetch(fetch && { fetch });

  async function post(
    operation: unknown,
    variables: unknown,
    refresh: boolean,
    init: UploadInit,
  ): Promise<Response> {
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
  }

  /** Nothing was done if the gateway rejects the token. `isLive` tells whether it accepted it before. */
  async function withToken<Result>(
    attempt: (refresh: boolean) => Promise<Result>,
    isLive = () => false,
  ): Promise<Result> {
    for (let refresh = false; ; refresh = true) {
      try {
        return await attempt(refresh);
      } catch (error) {
        if (!getToken || (refresh && !isLive()) || !isTokenRejected(error)) throw error;
      }
    }
  }

  return {
    async execute<Data, Variables>(
      operation: TypedOperation<Data, Variables>,
      variables: Variables,
      { onExtensions, ...init }: RequestOptions = {},
    ) {
      const { data, extensions } = await withToken(async (refresh) =>
        readJson<Data>(await post(operation, variables, refresh, init)),
      );
      onExtensions?.(extensions);
      return data;
    },
    subscribe(operation, variables, { onData, onError, onComplete }) {
      const stop = new AbortController();
      const init = { headers: { accept: 'text/event-stream' }, signal: stop.signal };
      let hasData = false;
      const receive: typeof onData = (data) => {
        hasData = true;
        if (!stop.signal.aborted) onData(data);
      };
      const listen = async (refresh: boolean) => {
        hasData = false;
        await readStream(await post(operation, variables, refresh, init), receive);
      };
      withToken(listen, () => hasData).then(onComplete, (error: unknown) => {
        if (!stop.signal.aborted) onError(error);
      });
      return () => stop.abort();
    },
  };
}

/** Ends with the stream. @throws {ResponseError} */
async function readStream<Data>(response: Response, onData: (data: Data) => void): Promise<void> {
  const isStream = /^text\/event-stream\b/.test(response.headers.get('content-type') ?? '');
  if (!response.body || !isStream) return void (await readJson(response));
  for await (const { name, data } of readEvents(response.body)) {
    if (name === 'complete') return;
    if (name === 'next') onData(readEventData(data, response.status));
  }
  // The replica has stopped, or the connection was lost.
  throw new Error('The stream has ended early.');
}

function isTokenRejected(error: unknown): boolean {
  if (error instanceof ResponseError && error.statusCode === 401) return true;
  return parseErrors(error).some(({ code }) => code === 'UNAUTHENTICATED');
}
