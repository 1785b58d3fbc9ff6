import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Connections } from './connections.ts';

/** Requests that a client may send ahead on one connection. Hardly any client sends one. */
const MAX_PIPELINED = 16;

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/**
 * Serves one request of a connection at a time: the next one begins when the client has taken the answer to the one
 * before. Otherwise a client that sends requests and reads nothing could have any number of answers kept for it. Node
 * would start all of them at once.
 */
export function serveInTurn(listener: RequestListener, connections: Connections): RequestListener {
  const waiting = new WeakMap<Socket, Exchange[]>();

  function serve({ req, res }: Exchange): void {
    const { socket } = req;
    connections.requestBegan(socket);
    res.once('close', () => {
      connections.requestEnded(socket, req.complete);
      const next = waiting.get(socket)?.shift();
      if (next && !socket.destroyed) serve(next);
      else waiting.delete(socket);
    });
    listener(req, res);
    if (res.writableEnded) connections.answerKnown(socket);
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
