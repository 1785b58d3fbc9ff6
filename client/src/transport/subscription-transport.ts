import { isRecord } from '../errors/records.ts';

export interface SubscriptionRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** A GraphQL error as it is sent. */
interface SentError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Record<string, unknown>;
}

export interface SubscriptionResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SentError[];
}

export interface SubscriptionSink {
  readonly next: (result: SubscriptionResult) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
}

/** Results as graphql-ws and graphql-sse have them. */
export interface TransportSink {
  next(result: { readonly data?: unknown; readonly errors?: unknown }): void;
  error(error: unknown): void;
  complete(): void;
}

/** Sends subscriptions: a client of this package, of graphql-ws or of graphql-sse. */
export interface SubscriptionTransport {
  /** @returns a function that unsubscribes */
  subscribe(request: SubscriptionRequest, sink: TransportSink): () => void;
}

/** Subscribes, and passes on errors of GraphQL as results. graphql-ws reports some of them as errors of the transport. */
export function subscribeOver(
  transport: SubscriptionTransport,
  request: SubscriptionRequest,
  sink: SubscriptionSink,
): () => void {
  return transport.subscribe(request, {
    next: (result) => sink.next(toResult(result)),
    error(error) {
      if (!Array.isArray(error)) return sink.error(error);
      sink.next(toResult({ errors: error }));
      sink.complete();
    },
    complete: () => sink.complete(),
  });
}

export function toResult({
  data,
  errors,
}: {
  readonly data?: unknown;
  readonly errors?: unknown;
}): SubscriptionResult {
  return {
    ...(isData(data) && { data }),
    ...(Array.isArray(errors) && { errors: errors.filter(isSentError) }),
  };
}

function isData(data: unknown): data is Record<string, unknown> | null {
  return data === null || isRecord(data);
}

function isSentError(error: unknown): error is SentError {
  return isRecord(error) && typeof error['message'] === 'string';
}
