/** `status` applies only if nothing was executed; errors during execution are sent with HTTP 200. */
interface ErrorPolicy {
  readonly status: number;
  readonly retryable: boolean;
  /** The caller has to change something. Other errors count against the objectives in docs/operations.md. */
  readonly isCallerError: boolean;
  readonly message: string;
  readonly when: string;
}

/** All error codes. `docs/errors.md` and the JSON Schema of the error extensions are generated from this table. */
export const ERROR_CODES = {
  BAD_USER_INPUT: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message: 'Some fields need to be corrected.',
    when: 'The input does not match the schema or breaks a rule that the gateway checks before it calls Fin.com. Nothing was sent.',
  },
  FIN_VALIDATION_FAILED: {
    status: 200,
    retryable: false,
    isCallerError: true,
    message: 'Fin.com rejected the request.',
    when: 'Fin.com responded with 422 or 400. Nothing was stored.',
  },
  NOT_FOUND: {
    status: 404,
    retryable: false,
    isCallerError: true,
    message: 'Fin.com did not find the requested resource.',
    when: 'Fin.com responded with 404.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    isCallerError: true,
    message: 'This request is not allowed.',
    when: 'Fin.com responded with 403, or the access token lacks the scope of the field or does not cover the customer. Or a page of a foreign origin tries to subscribe.',
  },
  CONFLICT: {
    status: 200,
    retryable: true,
    isCallerError: true,
    message: 'Fin.com is still processing an earlier request for this customer. Try again shortly.',
    when: 'Fin.com responded with 409 because another request for the same customer is in progress. Or a write with the same idempotency key is in progress and did not finish while this request waited.',
  },
  FEATURE_LOCKED: {
    status: 200,
    retryable: false,
    isCallerError: false,
    message: 'This feature is not enabled for the Fin.com account.',
    when: 'Fin.com responded with 423.',
  },
  UPSTREAM_PROVIDER_ERROR: {
    status: 200,
    retryable: false,
    isCallerError: false,
    message: 'A third-party provider that Fin.com uses failed to process the request.',
    when: 'Fin.com responded with 428. The outcome of a write is unknown.',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    isCallerError: false,
    message: 'Too many requests. Wait before trying again.',
    when: 'Fin.com responded with 429, or asked with an earlier 429 to wait, so nothing was sent. Or nothing was executed, because the caller exceeded `RATE_LIMIT_PER_MINUTE`, `MAX_REQUESTS_IN_FLIGHT_PER_CALLER` or `MAX_SUBSCRIPTIONS_PER_CALLER`, or because the gateway reached `MAX_REQUESTS_IN_FLIGHT`, `MAX_SUBSCRIPTIONS` or `MAX_CONNECTIONS` (HTTP status 503). `retryAfterSeconds` is present if known.',
  },
  UPSTREAM_AUTHENTICATION_FAILED: {
    status: 200,
    retryable: false,
    isCallerError: false,
    message: "Fin.com rejected the gateway's credentials. Contact the operator of the gateway.",
    when: "Fin.com responded with 401 to a new access token, or rejected the gateway's client id and secret.",
  },
  UPSTREAM_UNAVAILABLE: {
    status: 200,
    retryable: true,
    isCallerError: false,
    message: 'Fin.com cannot be reached or failed to respond.',
    when: 'The connection to Fin.com failed or broke, or Fin.com responded with 5xx. Or the gateway sent nothing, because it had no free connection, or because Fin.com failed or asked for a pause shortly before. The outcome of a write is unknown unless nothing was sent. The HTTP status is 503 if the keys for verifying access tokens are not available.',
  },
  UPSTREAM_TIMEOUT: {
    status: 200,
    retryable: true,
    isCallerError: false,
    message: 'Fin.com did not respond in time.',
    when: 'Fin.com did not send a complete response within `FIN_TIMEOUT_MS`. The outcome of a write is unknown unless nothing was sent.',
  },
  UPSTREAM_BAD_RESPONSE: {
    status: 200,
    retryable: false,
    isCallerError: false,
    message: 'Fin.com sent an invalid response.',
    when: 'The status or body does not match the API documentation, for example a redirect, an unsupported content encoding, or a response to an upload that came before the end of the upload or without one URI per file.',
  },
  UPLOAD_TOO_LARGE: {
    status: 200,
    retryable: false,
    isCallerError: true,
    message: 'A file is larger than allowed.',
    when: 'A file has more than `UPLOAD_MAX_FILE_BYTES` bytes, or Fin.com responded to an upload with 413. Nothing was stored.',
  },
  UPLOAD_TOO_MANY_FILES: {
    status: 413,
    retryable: false,
    isCallerError: true,
    message: 'The request has more files than allowed.',
    when: 'The request has more than `UPLOAD_MAX_FILES` files. No file was read.',
  },
  UPLOAD_TYPE_NOT_ALLOWED: {
    status: 200,
    retryable: false,
    isCallerError: true,
    message: 'A file has a type that is not allowed.',
    when: 'The content of a file is not PDF, JPEG or PNG (of a selfie: not JPEG or PNG), regardless of its name; `params.detected` has the detected type. Nothing was stored.',
  },
  UPLOAD_EMPTY: {
    status: 200,
    retryable: false,
    isCallerError: true,
    message: 'A file is empty.',
    when: 'A file has no bytes. Nothing was stored.',
  },
  UPLOAD_INCOMPLETE: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message: 'The files did not arrive completely.',
    when: 'A part of the multipart form is missing or was cut off, no data arrived for `FIN_TIMEOUT_MS`, or data arrived more slowly than `MIN_BODY_BYTES_PER_SECOND`. Nothing was stored.',
  },
  UPLOAD_MALFORMED: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message: 'The multipart form does not follow the GraphQL multipart request specification.',
    when: 'The form does not consist of `operations`, `map` and then the files; a part is not in the map or appears twice; a file is used by no variable, by two variables or by two fields; or a batch contains files.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    isCallerError: true,
    message: 'Send an access token in the header: Authorization: Bearer …',
    when: 'The access token is missing, expired (also during a subscription), not valid yet, from another issuer, for another audience, or not signed with a key of the issuer. The body was not read.',
  },
  CSRF_PREFLIGHT_REQUIRED: {
    status: 403,
    retryable: false,
    isCallerError: true,
    message: 'A multipart request needs a header that triggers a CORS preflight.',
    when: 'A multipart request has neither a preflight header nor a bearer token. The message contains the line to add for Apollo Client, urql and curl.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message: 'The GraphQL operation has a syntax error.',
    when: 'The operation is not valid GraphQL or has more tokens than allowed.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message: 'The GraphQL operation does not match the schema.',
    when: 'The operation uses fields or arguments that are not in the schema, or exceeds a limit for operations: see [security](security.md). Nothing was executed.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    retryable: false,
    isCallerError: true,
    // Apollo Client and urql look for exactly this message.
    message: 'PersistedQueryNotFound',
    when: 'There is no persisted operation with this hash, or only operations from the manifest are allowed. With `PERSISTED_DOCUMENTS=auto`, send the query together with the hash once.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message:
      'There is no operation with this name, or there are several operations and operationName is missing.',
    when: '`operationName` matches no operation in the query, or it is missing and the query has several operations.',
  },
  BAD_REQUEST: {
    status: 400,
    retryable: false,
    isCallerError: true,
    message: 'The request is not a well-formed GraphQL request.',
    when: 'The method, path, media type or encoding is wrong, a subscription does not accept `text/event-stream` (status 406), a WebSocket carries something else than a subscription, the JSON is malformed, the query is missing, the body is too large (status 413) or too slow (408), or the headers are larger than 16 KiB (431).',
  },
  IDEMPOTENCY_UNAVAILABLE: {
    status: 200,
    retryable: true,
    isCallerError: false,
    message:
      'The records of idempotency keys are not available. Nothing was sent. Try again shortly with the same key.',
    when: 'The record of this key cannot be written to or read from Redis. For a write (with `IDEMPOTENCY_WITHOUT_REDIS=refuse`), this request sent nothing. For `attachOutcome`, the outcome cannot be determined now: ask again, and do not conclude that nothing was sent.',
  },
  AUDIT_UNAVAILABLE: {
    status: 200,
    retryable: true,
    isCallerError: false,
    message:
      'The audit log cannot be written at the moment, so the request was not carried out. Try again shortly.',
    when: 'Only with `AUDIT_REQUIRED=true`: audit lines cannot be written. The write was not sent, or the customer was not read.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 200,
    retryable: false,
    isCallerError: true,
    message: 'The idempotency key was already used for a different input. Use a new key for this input.',
    when: 'An earlier write with the same idempotency key had a different input or different file contents. Nothing was sent.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    retryable: false,
    isCallerError: false,
    message: 'Internal error. Include the request id when you report it.',
    when: 'The gateway failed. Details are only in its log, under the request id.',
  },
} as const satisfies Record<string, ErrorPolicy>;

export type ErrorCode = keyof typeof ERROR_CODES;
