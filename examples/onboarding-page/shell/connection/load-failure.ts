import { type GatewayError, parseErrors, transportFailure } from '@fin-gateway/client/errors';

export type FailureKind = 'unreachable' | 'foreign' | 'unknownCustomer' | 'forbidden' | 'signedOut' | 'error';

/** Why the page cannot start. */
export interface LoadFailure {
  readonly kind: FailureKind;
  /** The gateway's error. Undefined if the gateway did not respond. */
  readonly error?: GatewayError | undefined;
}

/** Codes of the query for the customer. An id of the wrong form is refused before it reaches Fin.com. */
const KIND_BY_CODE: Readonly<Record<string, FailureKind>> = {
  NOT_FOUND: 'unknownCustomer',
  BAD_USER_INPUT: 'unknownCustomer',
  GRAPHQL_VALIDATION_FAILED: 'unknownCustomer',
  FORBIDDEN: 'forbidden',
  UNAUTHENTICATED: 'signedOut',
};

/** @param thrown by a GraphQL client */
export function toLoadFailure(thrown: unknown): LoadFailure {
  const failure = transportFailure(thrown);
  if (failure === 'OTHER_RESPONSE') return { kind: 'foreign' };
  if (failure === 'NO_RESPONSE') return { kind: 'unreachable' };
  const [error] = parseErrors(thrown);
  return { kind: KIND_BY_CODE[error?.code ?? ''] ?? 'error', error };
}
