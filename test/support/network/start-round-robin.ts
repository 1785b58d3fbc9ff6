import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface RoundRobin extends AsyncDisposable {
  /** Leads to the next of the backends with each request. */
  readonly url: string;
  /** Answers that each backend gave, in their order. */
  answered(): readonly number[];
}

const NO_KEEP_ALIVE = new Agent({ keepAlive: false });

interface Backend {
  readonly url: string;
}

/**
 * A load balancer: a backend that takes no connections is passed over; a connection that breaks later is the client's to
 * deal with, since the request may have been served.
 */
export async function startRoundRobin(backends: readonly Backend[]): Promise<RoundRobin> {
  const answered = backends.map(() => 0);
  let turn = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await incoming.toArray());
    const first = turn++;
    for (let tried = 0; tried < backends.length; tried += 1) {
      const index = (first + tried) % backends.length;
      const answer = await ask(backends[index]?.url ?? '', incoming, body);
      if (answer === 'REFUSED') continue;
      if (answer === 'BROKEN') break;
      answered[index] = (answered[index] ?? 0) + 1;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      return;
    }
    response.destroy();
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    answered: () => [...answered],
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function ask(
  url: string,
  { method, headers, url: path = '/' }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage | 'REFUSED' | 'BROKEN'> {
  return new Promise((resolve) => {
    // A kept connection may be closed by the gateway just when it is used again.
    request(new URL(path, url), {
      agent: NO_KEEP_ALIVE,
      method,
      headers: { ...headers, 'content-length': body.length },
    })
      .on('response', resolve)
      .on('error', (error) =>
        resolve('code' in error && error.code === 'ECONNREFUSED' ? 'REFUSED' : 'BROKEN'),
      )
      .end(body);
  });
}
