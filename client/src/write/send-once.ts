import type { GatewayClient, RequestOptions } from '../client/gateway-client.ts';
import type { GatewayError } from '../errors/gateway-error.ts';
import { parseErrors } from '../errors/parse-errors.ts';
import { isRecord } from '../errors/records.ts';
import { type TransportFailure, transportFailure } from '../errors/transport-failure.ts';
import { NoResponseError } from '../upload/no-response-error.ts';
import type { WriteKind } from './write-kind.ts';

/** The outcome of one request. */
export type Attempt<Payload> =
  | { readonly kind: 'DONE'; readonly payload: Payload; readonly isReplay: boolean }
  | { readonly kind: 'FAILED'; readonly errors: readonly GatewayError[] }
  /** Without a response. */
  | { readonly kind: 'LOST'; readonly reason: TransportFailure; readonly isUnsent: boolean }
  | { readonly kind: 'CANCELLED'; readonly isUnsent: boolean };

export async function sendOnce<Input, Payload>(
  client: GatewayClient,
  kind: WriteKind<Input, Payload>,
  input: Input,
  { signal, onProgress }: RequestOptions,
): Promise<Attempt<Payload>> {
  if (signal?.aborted) return { kind: 'CANCELLED', isUnsent: true };
  let isReplay = false;
  try {
    const payload = await kind.perform(client, input, {
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
      onExtensions({ idempotency }) {
        isReplay = isRecord(idempotency) && idempotency[kind.field] === 'REPLAYED';
      },
    });
    return { kind: 'DONE', payload, isReplay };
  } catch (error) {
    // Progress is reported late, so a small form may have arrived before the first report.
    return signal?.aborted ? { kind: 'CANCELLED', isUnsent: false } : toAttempt(error, kind, input);
  }
}

function toAttempt<Input, Payload>(
  error: unknown,
  kind: WriteKind<Input, Payload>,
  input: Input,
): Attempt<Payload> {
  const errors = parseErrors(error);
  const isDone = isOnlyBelow(kind.field, errors);
  const payload = isDone ? kind.substitute(input) : undefined;
  if (payload) return { kind: 'DONE', payload, isReplay: false };
  if (errors.length > 0 && !isDone) return { kind: 'FAILED', errors };
  const isUnsent = findNoResponse(error)?.sentPart === 'NOTHING';
  return { kind: 'LOST', reason: transportFailure(error) ?? 'OTHER_RESPONSE', isUnsent };
}

/** The write was done then, and a field of its result could not be read. */
function isOnlyBelow(field: string, errors: readonly GatewayError[]): boolean {
  return errors.length > 0 && errors.every(({ path = [] }) => path[0] === field && path.length > 1);
}

/** Client libraries wrap the errors of their `fetch`. */
function findNoResponse(error: unknown): NoResponseError | undefined {
  if (error instanceof NoResponseError) return error;
  return isRecord(error) ? findNoResponse(error['networkError'] ?? error['cause']) : undefined;
}
