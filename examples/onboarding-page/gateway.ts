import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { GatewayError } from '../clients/errors.ts';
import type { AttachIndividualDocumentsInput, CustomerStatus } from './generated/graphql.ts';

/** What the page needs from a GraphQL client. */
export interface Gateway {
  /** Skips the cache. @throws {NoAnswerError} if the gateway did not answer; another error if its answer has errors */
  query<Answer, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
  /** @throws as `query` does */
  mutate<Answer, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
  /** @throws if there is no answer: `NoAnswerError` says how much was sent */
  attach(input: AttachIndividualDocumentsInput): Promise<AttachAnswer>;
}

interface AttachAnswer {
  readonly customer: { readonly id: string; readonly status: CustomerStatus | null } | null | undefined;
  readonly errors: readonly GatewayError[];
}
