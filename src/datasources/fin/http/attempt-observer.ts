import { GatewayError } from '../../../errors.ts';
import { type Exchange, findFlaw, TransportFailure } from './exchange.ts';

export interface AttemptEnd {
  readonly status?: number;
  /** Why there is no usable response: a code such as ECONNREFUSED or ERR_TLS_CERT_ALTNAME_INVALID, never a message. */
  readonly failure?: string;
}

export interface ObservedAttempt {
  /** Headers to add to the request. */
  readonly headers?: Readonly<Record<string, string>>;
  end(end: AttemptEnd): void;
}

/** Is notified of every exchange with Fin.com, but never sees what is sent or received. */
export interface AttemptObserver {
  /** Called once per exchange; a retried call has several. */
  attemptStarted(operation: string, requestId: string | undefined): ObservedAttempt;
}

type Send = (request: string | URL | Request) => Promise<Response>;

export function withObserver(
  observer: AttemptObserver | undefined,
  operation: string,
  exchange: Exchange,
  send: Send,
): Send {
  if (!observer) return send;
  const { headers } = exchange;
  return async (request) => {
    const attempt = observer.attemptStarted(operation, headers['x-request-id']);
    exchange.headers = { ...headers, ...attempt.headers };
    try {
      const response = await send(request);
      const failure = findFlaw(response, exchange);
      attempt.end({ status: response.status, ...(failure !== undefined && { failure }) });
      return response;
    } catch (error) {
      attempt.end({ failure: failureOf(error) });
      throw error;
    }
  };
}

/** Only timeouts abort. */
function failureOf(error: unknown): string {
  if (error instanceof TransportFailure) return error.reason === 'aborted' ? 'timeout' : error.reason;
  return error instanceof GatewayError ? error.code : 'unknown';
}
