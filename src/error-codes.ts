/** HTTP status applies only where nothing was executed; an error found while executing travels with 200. */
interface ErrorPolicy {
  readonly status: number;
  readonly retryable: boolean;
  readonly message: string;
  readonly when: string;
}

/** Every error code a client can meet. `docs/errors.md` and the JSON Schema of the extensions are printed from it. */
export const ERROR_CODES = {
  BAD_USER_INPUT: {
    status: 400,
    retryable: false,
    message: 'Some fields need correcting.',
    when: 'The input breaks the schema or a rule that is checked before calling Fin.com. Nothing was sent.',
  },
  FIN_VALIDATION_FAILED: {
    status: 200,
    retryable: false,
    message: 'Fin.com refused the request.',
    when: 'Fin.com answered 422 or 400. Nothing was stored.',
  },
  NOT_FOUND: {
    status: 404,
    retryable: false,
    message: 'Fin.com does not know what was asked for.',
    when: 'Fin.com answered 404.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    message: 'This is not allowed.',
    when: 'Fin.com answered 403; or the access token has not the scope that the field needs, or is for other customers.',
  },
  CONFLICT: {
    status: 200,
    retryable: true,
    message: 'Fin.com is still working on an earlier request for this customer. Try again shortly.',
    when: 'Fin.com answered 409: another request for the same customer is in flight. Or the write with the same idempotency key is, and did not end while this one waited.',
  },
  FEATURE_LOCKED: {
    status: 200,
    retryable: false,
    message: 'This feature is not enabled for the Fin.com account.',
    when: 'Fin.com answered 423.',
  },
  UPSTREAM_PROVIDER_ERROR: {
    status: 200,
    retryable: false,
    message: 'A partner of Fin.com failed to handle the request.',
    when: 'Fin.com answered 428. Of a write, the outcome is not known.',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    message: 'Too many requests. Wait before trying again.',
    when: 'Fin.com answered 429; or the caller sent more than `RATE_LIMIT_PER_MINUTE`, or has `MAX_REQUESTS_IN_FLIGHT_PER_CALLER` at work, or (status 503) the gateway has `MAX_REQUESTS_IN_FLIGHT` or `MAX_CONNECTIONS` at work: then nothing was executed. `retryAfterSeconds` is given when known.',
  },
  UPSTREAM_AUTHENTICATION_FAILED: {
    status: 200,
    retryable: false,
    message: "Fin.com refused the gateway's credentials. Its operator has to look into it.",
    when: "Fin.com answered 401 even with a fresh access token, or refused the gateway's client id and secret.",
  },
  UPSTREAM_UNAVAILABLE: {
    status: 200,
    retryable: true,
    message: 'Fin.com cannot be reached or failed to answer.',
    when: 'No connection, a broken one, or a 5xx answer. Or the gateway had no free connection: then nothing was sent. Of a write, the outcome is not known unless nothing was sent. With HTTP status 503: the keys that access tokens are checked with cannot be had.',
  },
  UPSTREAM_TIMEOUT: {
    status: 200,
    retryable: true,
    message: 'Fin.com did not answer in time.',
    when: 'No complete answer within `FIN_TIMEOUT_MS`.',
  },
  UPSTREAM_BAD_RESPONSE: {
    status: 200,
    retryable: false,
    message: 'Fin.com sent an answer that its contract does not allow.',
    when: 'The status or body is not what the API documents: redirects, a content coding that cannot be read, an upload that was answered before its end or without one URI for each file.',
  },
  UPLOAD_TOO_LARGE: {
    status: 200,
    retryable: false,
    message: 'A file is larger than allowed.',
    when: 'A file has more than `UPLOAD_MAX_FILE_BYTES` bytes, or Fin.com answered an upload with 413. Nothing was stored.',
  },
  UPLOAD_TOO_MANY_FILES: {
    status: 413,
    retryable: false,
    message: 'The request has more files than allowed.',
    when: 'A request has more than `UPLOAD_MAX_FILES` files. No file was read.',
  },
  UPLOAD_TYPE_NOT_ALLOWED: {
    status: 200,
    retryable: false,
    message: 'A file is neither PDF, JPEG nor PNG.',
    when: "A file's content is not PDF, JPEG or PNG, whatever its name says; `params.detected` names what it is. Nothing was stored.",
  },
  UPLOAD_EMPTY: {
    status: 200,
    retryable: false,
    message: 'A file is empty.',
    when: 'A file has no bytes. Nothing was stored.',
  },
  UPLOAD_INCOMPLETE: {
    status: 400,
    retryable: false,
    message: 'The files did not arrive whole.',
    when: 'A part of the multipart form is missing, broke off, stopped coming for `FIN_TIMEOUT_MS`, or came more slowly than `MIN_BODY_BYTES_PER_SECOND`. Nothing was stored.',
  },
  UPLOAD_MALFORMED: {
    status: 400,
    retryable: false,
    message: 'The multipart form does not follow the GraphQL multipart request specification.',
    when: 'The form is not `operations`, `map`, files; a part is not in the map or comes twice; a file is used by two variables, by two fields or by none; or a batch has files.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    message: 'This needs an access token, as in the header: Authorization: Bearer …',
    when: 'The request has no access token, or one that is expired, not yet valid, of another issuer or audience, or not signed with a key of the issuer. No body was read.',
  },
  CSRF_PREFLIGHT_REQUIRED: {
    status: 403,
    retryable: false,
    message: 'A multipart request needs a header that another site cannot send unasked.',
    when: 'A multipart request has neither a preflight header nor a Bearer token. The message has the line to add for Apollo Client, urql and curl.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    retryable: false,
    message: 'The GraphQL document has a syntax error.',
    when: 'The document is not valid GraphQL, or has more tokens than allowed.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    message: 'The GraphQL document does not fit the schema.',
    when: 'The document asks for fields or arguments that the schema does not have, or for more than an operation may: see [security](security.md). Nothing was executed.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    retryable: false,
    // Apollo Client and urql look for this word.
    message: 'PersistedQueryNotFound',
    when: 'No document of that hash is known, or documents other than those of the manifest are not served. With `PERSISTED_DOCUMENTS=auto`, send the text and the hash once.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    retryable: false,
    message: 'The document has no operation of that name, or several and none was named.',
    when: '`operationName` fits no operation of the document.',
  },
  BAD_REQUEST: {
    status: 400,
    retryable: false,
    message: 'The request is not a well-formed GraphQL request.',
    when: 'Wrong method, path, media type or encoding, malformed JSON, no query, a body over the limit (status 413) or too slow (408), or headers over 16 KiB (431).',
  },
  IDEMPOTENCY_UNAVAILABLE: {
    status: 200,
    retryable: true,
    message:
      'The records of idempotency keys are out of reach. Nothing was sent. Try again shortly with the same key.',
    when: 'Redis cannot keep or show the record of this key. For a write (with `IDEMPOTENCY_WITHOUT_REDIS=refuse`): nothing was sent by this request. For `attachOutcome`: what became of the attach cannot be told now; ask again and do not take it for not sent.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 200,
    retryable: false,
    message: 'The idempotency key was used for another input. Send this one with a new key.',
    when: 'A write with the same idempotency key had another input, or files of other content. Nothing was sent.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    retryable: false,
    message: 'The gateway failed. Quote the request id when you report it.',
    when: 'A fault of the gateway. Details are in its log under the request id, never in the answer.',
  },
} as const satisfies Record<string, ErrorPolicy>;

export type ErrorCode = keyof typeof ERROR_CODES;
