import type { GraphQLError } from 'graphql';

/** How an error shows in the HTTP response. Not sent to clients. */
export interface HttpExtension {
  readonly status: number;
  /** If true, clients that accept only application/json get status 200. */
  readonly spec?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Set by yoga in its own errors, and by `maskErrors`. */
export function readHttpExtension({ extensions: { http } }: GraphQLError): Partial<HttpExtension> {
  return typeof http === 'object' && http !== null ? http : {};
}
