import type { GraphQLAnswer } from '../support/graphql-request.ts';

export type Outcome = 'DONE' | 'NOT_DONE' | 'UNKNOWN';

/** The outcome that a client learned of its attach. @throws if the answer shows none */
export function outcomeTold({ data, errors = [] }: GraphQLAnswer): Outcome {
  if (data?.['attachIndividualDocuments']) return 'DONE';
  const { outcome, retryable, code } = errors[0]?.extensions ?? {};
  if (outcome === 'UNKNOWN') return 'UNKNOWN';
  // A permanent rejection was not done either.
  if (retryable || code === 'UPSTREAM_AUTHENTICATION_FAILED') return 'NOT_DONE';
  throw new Error(`neither done nor explained: ${code}`);
}
