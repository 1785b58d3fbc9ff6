/**
 * An operation with the types of its result and variables: the text or the syntax tree that graphql-codegen, gql.tada or this
 * package writes. `__apiType` never exists at run time.
 */
export interface TypedOperation<Data, Variables> {
  __apiType?: (variables: Variables) => Data;
}

export interface UploadProgress {
  readonly sentBytes: number;
  /** Includes the text of the form. */
  readonly totalBytes: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Called while files are being sent. Browsers only. */
  readonly onProgress?: (progress: UploadProgress) => void;
  /** Called with the `extensions` of the response, if there are any. They tell whether a write was replayed. */
  readonly onExtensions?: (extensions: Readonly<Record<string, unknown>>) => void;
}

export interface SubscriptionHandlers<Data> {
  readonly onData: (data: Data) => void;
  /** The subscription has ended with an error, which `parseErrors` and `transportFailure` read. */
  readonly onError: (error: unknown) => void;
  readonly onComplete: () => void;
}

/** The functions of a GraphQL client that the package uses. */
export interface GatewayClient {
  /**
   * Sends a query or mutation, and skips caches for queries.
   *
   * @throws if there is no response, or if it has errors. `parseErrors` and `transportFailure` read what is thrown.
   */
  execute<Data, Variables>(
    operation: TypedOperation<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Data>;
  /** @returns a function that unsubscribes */
  subscribe<Data, Variables>(
    operation: TypedOperation<Data, Variables>,
    variables: Variables,
    handlers: SubscriptionHandlers<Data>,
  ): () => void;
}
