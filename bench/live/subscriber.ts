import { type ClientRequest, request } from 'node:http';

const CHANGED = `subscription ($id: UUID!) {
  individualCustomerChanged(id: $id) { status lastStatusUpdatedAt }
}`;

/** Subscribes over Server-Sent Events with a connection of its own. Resolves with the first result. */
export function subscribe(url: string, id: string, onResult: () => void): Promise<ClientRequest> {
  const { promise, resolve, reject } = Promise.withResolvers<ClientRequest>();
  const client = request(url, {
    method: 'POST',
    agent: false,
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
  });
  client.on('error', reject);
  client.on('response', (response) => {
    const toEvents = createEventReader();
    response.setEncoding('utf8').on('data', (chunk: string) => {
      for (const event of toEvents(chunk)) {
        if (event.includes('"errors"')) reject(new Error(`The subscription failed: ${event}`));
        resolve(client);
        onResult();
      }
    });
  });
  client.end(JSON.stringify({ query: CHANGED, variables: { id } }));
  return promise;
}

/** Returns the results that a chunk completes. */
function createEventReader(): (chunk: string) => string[] {
  let rest = '';
  return (chunk) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.filter((block) => block.includes('event: next'));
  };
}
