import type { Circuit } from '../bulkheads/circuit.ts';
import type { Release } from '../bulkheads/fair-slots.ts';
import { INCONCLUSIVE, judgeError, judgeResponse } from '../bulkheads/verdict.ts';
import { toNoConnectionError } from '../errors/unsent-error.ts';
import {
  type AttemptObserver,
  type SentAttempts,
  sendObserved,
  type UpstreamServer,
} from './attempt-observer.ts';
import type { ConnectionPool } from './connection-pools.ts';
import type { HttpResponse } from './http-response.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

export interface SendOptions {
  readonly requestId?: string | undefined;
  /** Called right before the request is sent, and again if it then had to wait for a connection. */
  readonly getToken?: (() => Promise<string>) | undefined;
  /** Counts the attempts of several sends of one call. */
  readonly attempts?: SentAttempts | undefined;
}

const NO_SLOT: Release = () => undefined;

interface Attempt extends Omit<SendOptions, 'attempts'> {
  readonly operation: string;
  readonly server: UpstreamServer;
  readonly attempts: SentAttempts;
  readonly pool: ConnectionPool;
  /** Undefined: calls are always sent. */
  readonly circuit: Circuit | undefined;
  readonly observer: AttemptObserver | undefined;
  toRequest(token: string | undefined): OutgoingRequest;
}

/**
 * Sends a request once its circuit, an access token and a connection allow it.
 *
 * @throws {TransportFailure} the exchange broke
 * @throws {GatewayError} nothing was sent; or the source of the body failed
 */
export async function sendAttempt(attempt: Attempt): Promise<HttpResponse> {
  const { operation, circuit, pool } = attempt;
  const isProbe = circuit === undefined || circuit.isClosed ? false : await circuit.enter();
  let verdict = INCONCLUSIVE;
  let release = NO_SLOT;
  try {
    let token = await attempt.getToken?.();
    const slot = pool.slots ? pool.slots.acquire(operation) : NO_SLOT;
    if (slot instanceof Promise) {
      release = await orNoConnection(slot, operation);
      if (!isProbe) circuit?.check();
      token = await attempt.getToken?.();
    } else release = slot;
    const response = await sendObserved(pool.transport, attempt.toRequest(token), attempt);
    verdict = judgeResponse(response);
    return response;
  } catch (error) {
    verdict = judgeError(error);
    throw error;
  } finally {
    // Before the slot becomes free, so that the next call knows it.
    circuit?.leave(verdict, isProbe);
    release();
  }
}

async function orNoConnection(slot: Promise<Release | undefined>, operation: string): Promise<Release> {
  const release = await slot;
  if (!release) throw toNoConnectionError({ operation });
  return release;
}
