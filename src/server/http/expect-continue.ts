import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Requests whose clients wait for `100 Continue` before they send the body. */
const awaiting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * Lets a request with `Expect: 100-continue` be refused before its body is sent. Without a listener, Node would ask for
 * every body at once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
 */
export function holdContinue(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    awaiting.set(request, response);
    server.emit('request', request, response);
  });
}

/** To be called when the body is going to be read. */
export function sendContinue(request: IncomingMessage): void {
  awaiting.get(request)?.writeContinue();
  awaiting.delete(request);
}

/** True if the client has not been asked for the body, and did not send any of it unasked. */
export function isAwaitingContinue(request: IncomingMessage): boolean {
  return awaiting.has(request) && request.readableLength === 0;
}
