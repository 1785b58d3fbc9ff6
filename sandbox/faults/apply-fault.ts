import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Exchange } from '../http/exchange.ts';
import { authenticationFailed, type HttpResponse, jsonResponse } from '../http/http-response.ts';
import { sendEarly, sendHalf, sendResponse } from '../http/send-response.ts';
import { type Fault, hasOwnResponse } from './fault.ts';

const BROKEN_JSON = '{"data":{"customer_id":"55bd6b4e';

/**
 * Makes the request go wrong.
 *
 * @param usual the response without the fault; undefined if the request took no effect
 */
export async function applyFault(
  exchange: Exchange,
  fault: Fault,
  usual: HttpResponse | undefined,
): Promise<void> {
  if (fault.delayMs) await pause(fault.delayMs, exchange.response);
  const { socket } = exchange.request;
  if (fault.hang || socket.destroyed) return;
  if (fault.reset === 'mid-body') return sendHalf(exchange, toResponse(fault, usual));
  if (fault.reset) {
    socket.resetAndDestroy();
    return;
  }
  const send = fault.early ? sendEarly : sendResponse;
  send(exchange, toResponse(fault, usual));
}

function toResponse(fault: Fault, usual: HttpResponse | undefined): HttpResponse {
  if (usual && !hasOwnResponse(fault)) {
    return { ...usual, headers: { ...usual.headers, ...fault.headers } };
  }
  const isSuccess = fault.malformed || fault.body !== undefined || fault.reset === 'mid-body';
  const response = defaultResponse(fault.status ?? (isSuccess ? 200 : 500));
  return {
    ...response,
    contentType: fault.contentType ?? response.contentType,
    headers: fault.headers ?? {},
    body: toBody(fault) ?? response.body,
  };
}

function toBody({ malformed, body }: Fault): string | undefined {
  if (malformed) return BROKEN_JSON;
  return typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
}

function defaultResponse(status: number): HttpResponse {
  return status === 401
    ? authenticationFailed()
    : jsonResponse(status, { message: STATUS_CODES[status] ?? 'Unknown' });
}

/** Ends early if the client goes away or the sandbox closes. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
