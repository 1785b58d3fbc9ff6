import { type ServerResponse, STATUS_CODES } from 'node:http';
import { type Answer, authenticationFailed, jsonAnswer } from '../http/answer.ts';
import { deliver, deliverEarly, deliverHalf } from '../http/deliver.ts';
import type { Exchange } from '../http/exchange.ts';
import { type Fault, hasOwnAnswer } from './faults.ts';

const BROKEN_JSON = '{"data":{"customer_id":"55bd6b4e';

/**
 * Lets the request go wrong as the fault says.
 *
 * @param usual what the answer would have been; undefined if the request took no effect
 */
export async function deliverFault(
  exchange: Exchange,
  fault: Fault,
  usual: Answer | undefined,
): Promise<void> {
  if (fault.delayMs) await pause(fault.delayMs, exchange.response);
  const { socket } = exchange.request;
  if (fault.hang || socket.destroyed) return;
  if (fault.reset === 'mid-body') return deliverHalf(exchange, answerOf(fault, usual));
  if (fault.reset) {
    socket.resetAndDestroy();
    return;
  }
  const send = fault.early ? deliverEarly : deliver;
  send(exchange, answerOf(fault, usual));
}

function answerOf(fault: Fault, usual: Answer | undefined): Answer {
  if (usual && !hasOwnAnswer(fault)) return { ...usual, headers: { ...usual.headers, ...fault.headers } };
  const isGood = fault.malformed || fault.body !== undefined || fault.reset === 'mid-body';
  const answer = plainAnswer(fault.status ?? (isGood ? 200 : 500));
  return {
    ...answer,
    contentType: fault.contentType ?? answer.contentType,
    headers: fault.headers ?? {},
    body: bodyOf(fault) ?? answer.body,
  };
}

function bodyOf({ malformed, body }: Fault): string | undefined {
  if (malformed) return BROKEN_JSON;
  return typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
}

function plainAnswer(status: number): Answer {
  return status === 401
    ? authenticationFailed()
    : jsonAnswer(status, { message: STATUS_CODES[status] ?? 'Unknown' });
}

/** Over early if the client leaves or the sandbox closes. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
