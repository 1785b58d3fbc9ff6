import { GatewayError } from '../../../errors.ts';
import type { CircuitChange } from '../bulkheads/circuit.ts';
import type { SlotObserver } from '../bulkheads/slot-observer.ts';
import type { HttpResponse } from './http-response.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import type { Transport } from './transport.ts';
import { TransportFailure } from './transport-failure.ts';

export interface AttemptEnd {
  readonly status?: number;
  /** Why there is no usable response: a code such as ECONNREFUSED or ERR_TLS_CERT_ALTNAME_INVALID, never a message. */
  readonly failure?: string;
}

export interface StartedAttempt {
  readonly operation: string;
  readonly server: UpstreamServer;
  /** How often the same call was sent before, for any reason. */
  readonly resendCount: number;
}

/** The server that calls are sent to. */
export interface UpstreamServer {
  readonly scheme: string;
  readonly address: string;
  readonly port: number;
  /** The path of the base URL, without a slash at its end. */
  readonly root: string;
}

export interface SentAttempts {
  count: number;
}

export interface ObservedAttempt {
  /** Headers to add to the request. */
  readonly headers?: Readonly<Record<string, string>>;
  end(end: AttemptEnd): void;
}

/** Is notified of exchanges with Fin.com and of operations that are not called, but never sees what is sent or received. */
export interface AttemptObserver extends SlotObserver {
  /** Called once per exchange; a retried call has several. */
  readonly attemptStarted?: ((attempt: StartedAttempt) => ObservedAttempt) | undefined;
  /** Called after an exchange without a usable response. */
  readonly attemptFailed?: ((failed: FailedAttempt) => void) | undefined;
  readonly circuitChanged?: ((change: CircuitChange) => void) | undefined;
}

export interface FailedAttempt {
  readonly operation: string;
  readonly requestId: string | undefined;
  readonly failure: string;
}

interface Observation {
  readonly operation: string;
  readonly requestId?: string | undefined;
  readonly server: UpstreamServer;
  readonly attempts: SentAttempts;
  readonly observer: AttemptObserver | undefined;
}

/** Sends a request, and notifies the observer. */
export async function sendObserved(
  transport: Transport,
  request: OutgoingRequest,
  { observer, operation, requestId, server, attempts }: Observation,
): Promise<HttpResponse> {
  const attempt = observer?.attemptStarted?.({ operation, server, resendCount: attempts.count });
  attempts.count += 1;
  for (const header of Object.entries(attempt?.headers ?? {})) request.headers.push(...header);
  try {
    const response = await transport.send(request);
    const { status, flaw } = response;
    attempt?.end({ status, ...(flaw !== undefined && { failure: flaw }) });
    if (flaw !== undefined) observer?.attemptFailed?.({ operation, requestId, failure: flaw });
    return response;
  } catch (error) {
    const failure = failureOf(error);
    attempt?.end({ failure });
    observer?.attemptFailed?.({ operation, requestId, failure });
    throw error;
  }
}

function failureOf(error: unknown): string {
  if (error instanceof TransportFailure) return error.reason;
  return error instanceof GatewayError ? error.code : 'unknown';
}
