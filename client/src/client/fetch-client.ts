import { parseErrors } from '../errors/parse-errors.ts';
import type { GatewayClient, RequestOptions, TypedOperation } from './gateway-client.ts';
import { createPost, type FetchClientOptions } from './post-operation.ts';
import { readEvents } from './read-events.ts';
import { readEventData, readJson } from './read-result.ts';
import { ResponseError } from './response-error.ts';

/**
 * A GraphQL client without a cache. Sends JSON, or a multipart form if the variables contain files. Reads subscriptions as
 * Server-Sent Events, which React Native cannot; a subscription does not connect again by itself. Throws `ResponseError` if the
 * response has errors or is not from the gateway, and what `fetch` throws if there is none.
 */
export function createFetchClient(options: FetchClientOptions): GatewayClient {
  const { getToken } = options;
  const post = createPost(options);

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
