import { createServer } from 'node:http';
import { createFetchClient } from '@fin-gateway/client/client';
import { transportFailure } from '@fin-gateway/client/errors';
import { CustomerChangedDocument } from '@fin-gateway/client/operations';
import { expect, test } from 'vitest';
import { createStreamClient } from '../../../client/src/transport/stream-client.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { listen } from '../../support/network/listen.ts';

test('a subscriber gives up behind a proxy that cuts each stream after the first result', async () => {
  let connections = 0;
  const server = createServer((_request, response) => {
    connections += 1;
    response.setHeader('content-type', 'text/event-stream');
    response.end('event: next\ndata: {"data":{"individualCustomerChanged":{"status":"QUEUED"}}}\n\n');
  });
  await using proxy = await listen(server);
  const url = proxy.origin;
  const client = createFetchClient({
    url,
    subscriptions: createStreamClient({ url, fetch, retryDelayMs: 1 }),
  });
  const ended = Promise.withResolvers<unknown>();

  client.subscribe(
    CustomerChangedDocument,
    { id: CUSTOMER_ID },
    { onData: () => undefined, onError: ended.resolve, onComplete: () => ended.resolve('completed') },
  );

  expect(transportFailure(await ended.promise)).toBe('NO_RESPONSE');
  expect(connections).toBe(6);
});
