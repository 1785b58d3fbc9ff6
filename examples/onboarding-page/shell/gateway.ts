import type { GatewayError } from '@fin-gateway/client/errors';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { AttachIndividualDocumentsInput, CustomerStatus } from '../../generated/graphql.ts';

/** The functions of a GraphQL client that the page uses. */
export interface Gateway {
  /** Skips the cache. @throws {NoResponseError} without a response; another error if the response has errors */
  query<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
  /** @throws like `query` */
  mutate<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
  /** @throws without a response; `NoResponseError` says how much was sent */
  attach(input: AttachIndividualDocumentsInput): Promise<AttachResult>;
}

interface AttachResult {
  readonly customer: { readonly id: string; readonly status: CustomerStatus | null } | null | undefined;
  readonly errors: readonly GatewayError[];
}
