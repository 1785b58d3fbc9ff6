import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Connections } from './connections.ts';

/** Pipelined requests that may wait on one connection. Hardly any client sends one. */
const MAX_PIPELINED = 16;

interface Pipelined {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/**
 * Serves one request of a connection at a time. The next request starts when the client has read the previous response.
 * Node alone would start all pipelined requests at once, and buffer any number of responses for a client that reads none.
 */
export function serveSequentially(listener: RequestListener, connections: Connections): RequestListener {
  const waiting = new WeakMap<Socket, Pipelined[]>();

  function serve({ req, res }: Pipelined): void {
    const { socket } = req;
    connections.requestStarted(socket);
    res.once('close', () => {
      connections.requestEnded(socket, req.complete);
      const next = waiting.get(socket)?.shift();
      if (next && !socket.destroyed) serve(next);
      else waiting.delete(socket);
    });
    listener(req, res);
    if (res.writableEnded) connections.responseReady(socket);
  }

  return (req, res) => {
    const { socket } = req;
    const queue = waiting.get(socket);
    if (socket.destroyed) return;
    if (!queue) {
      waiting.set(socket, []);
      serve({ req, res });
    } else if (queue.length < MAX_PIPELINED) queue.push({ req, res });
    else socket.destroy();
  };
}
