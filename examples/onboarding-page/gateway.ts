import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { GatewayError } from '../clients/errors.ts';
import type { AttachIndividualDocumentsInput, CustomerStatus } from './generated/graphql.ts';

/** All that the page wants of a GraphQL client. */
export interface Gateway {
  /** Reads past the cache. @throws if there is no answer, or one with errors */
  query<Answer, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
  /** @throws if there is no answer, or one with errors */
  mutate<Answer, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
  /** @throws if there is no answer: whether anything was attached is unknown then */
  attach(input: AttachIndividualDocumentsInput): Promise<AttachAnswer>;
}

interface AttachAnswer {
  readonly customer: { readonly id: string; readonly status: CustomerStatus | null } | null | undefined;
  readonly errors: readonly GatewayError[];
}
