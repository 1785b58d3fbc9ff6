import { createFetchClient, type GetToken } from '@fin-gateway/client/client';
import type { OperationText } from '@fin-gateway/client/operations';
import { getDataID, missingFieldHandlers } from '@fin-gateway/client/relay';
import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type SubscribeFunction,
  type Variables,
} from 'relay-runtime';
import { withFiles } from './with-files';

/** Errors of the gateway reach `onError` of a mutation; `parseErrors` reads them. */
export function createEnvironment(url: string, getToken?: GetToken): Environment {
  const client = createFetchClient({ url, getToken });

  const send: FetchFunction = async (request, variables, _cacheConfig, uploadables) => ({
    data: await client.execute(textOf(request), withFiles(variables, uploadables)),
  });
  const subscribe: SubscribeFunction = (request, variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      client.subscribe(textOf(request), variables, {
        onData: (data) => sink.next({ data }),
        onError: (error) => sink.error(error instanceof Error ? error : new Error(String(error))),
        onComplete: () => sink.complete(),
      }),
    );

  return new Environment({
    network: Network.create(send, subscribe),
    store: new Store(new RecordSource()),
    getDataID,
    missingFieldHandlers,
  });
}

function textOf({ text }: RequestParameters) {
  return (text ?? '') as OperationText<Record<string, unknown>, Variables>;
}
