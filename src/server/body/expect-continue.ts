import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Requests whose clients wait for `100 Continue` before they send the body. */
const awaiting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * Delays `100 Continue` until the body is needed, so that a request can be rejected before its body is sent. Without a
 * listener, Node asks for every body immediately.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
 */
export function delayContinue(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    awaiting.set(request, response);
    server.emit('request', request, response);
  });
}

/** Must be called before the body is read. */
export function sendContinue(request: IncomingMessage): void {
  awaiting.get(request)?.writeContinue();
  awaiting.delete(request);
}

/** True if the client still waits for `100 Continue` and has not sent any of the body. */
export function isAwaitingContinue(request: IncomingMessage): boolean {
  return awaiting.has(request) && request.readableLength === 0;
}
