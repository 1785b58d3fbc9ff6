interface FailedResponse {
  /** As the gateway sent them. Empty if the response does not come from the gateway. `parseErrors` reads this. */
  readonly errors: readonly unknown[];
  /** The part of the data that could be resolved. */
  readonly data?: unknown;
  readonly statusCode: number;
}

/** The response has errors, or it does not come from the gateway. `parseErrors` and `transportFailure` read it. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly errors: readonly unknown[];
  readonly data: unknown;
  readonly statusCode: number;

  constructor({ errors, data, statusCode }: FailedResponse) {
    super(
      errors.length > 0
        ? 'The response has errors.'
        : `Status ${statusCode}, and the response is not from the gateway.`,
    );
    this.errors = errors;
    this.data = data;
    this.statusCode = statusCode;
  }
}
