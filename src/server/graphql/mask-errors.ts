import { type ExecutionResult, GraphQLError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../error-codes.ts';
import { type ErrorDetails, GatewayError } from '../../errors.ts';
import { logError } from '../../observability/log-error.ts';
import type { Logger } from '../../observability/logger.ts';
import type { RequestRecord } from '../../observability/request-record.ts';
import { type HttpExtension, readHttpExtension } from './http-extension.ts';

interface RecordContext {
  readonly record: RequestRecord;
}

interface ClientError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** Codes that graphql-js and yoga set on their own errors. */
const FRAMEWORK_CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

const USE_POST = 'Use POST for mutations.';

const MAX_CAUSES = 5;

interface MaskOptions extends RecordContext {
  readonly log: Logger;
  /** Whether the errors decide the HTTP status. */
  readonly hasStatus: boolean;
}

/**
 * Decides which errors clients see, by an allow-list, and adds their codes to the record. Clients see any other error as
 * INTERNAL_SERVER_ERROR, and the log has its name and stack with the request id.
 */
export function maskErrors(result: ExecutionResult, options: MaskOptions): ExecutionResult {
  if (!result.errors?.length) return result;
  return { ...result, errors: result.errors.map((error) => toClientError(error, options)) };
}

/** Wraps anything that was thrown, for `maskErrors`. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error('not an error');
  return new GraphQLError(originalError.message, { originalError });
}

function toClientError(error: GraphQLError, { record, log, hasStatus }: MaskOptions): GraphQLError {
  const { code, message, details } = classify(error, record, log);
  record.errorCodes.push(code);
  if (details.limit) record.limitsHit.push(details.limit);
  const {
    retryable = ERROR_CODES[code].retryable,
    fieldErrors,
    upstream,
    outcome,
    retryAfterSeconds,
    uploadedFiles,
  } = details;
  return new GraphQLError(message, {
    path: error.path ?? null,
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: {
      code,
      requestId: record.requestId,
      retryable,
      ...(outcome && { outcome }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(fieldErrors && { fieldErrors }),
      ...(upstream && { upstream }),
      ...(uploadedFiles && { uploadedFiles }),
      ...(hasStatus && { http: toHttpExtension(code, details) }),
    },
  });
}

function classify(error: GraphQLError, { requestId }: RequestRecord, log: Logger): ClientError {
  const gatewayError = findGatewayError(error);
  if (gatewayError) {
    const { code, message, details } = gatewayError;
    if (code === 'UPSTREAM_AUTHENTICATION_FAILED') {
      log.error(
        { event: 'credentials-refused', requestId },
        'Fin.com rejected the credentials, or a token that it had just issued',
      );
    }
    return { code, message, details };
  }
  const { code } = error.extensions;
  if (error.originalError === undefined && isFrameworkCode(code)) {
    const { status, headers } = readHttpExtension(error);
    const message = status === 405 ? USE_POST : toFrameworkMessage(code, error.message);
    return { code, message, details: { ...(status && { status }), ...(headers && { headers }) } };
  }
  logError(error.originalError ?? error, requestId, log);
  return { code: 'INTERNAL_SERVER_ERROR', message: ERROR_CODES.INTERNAL_SERVER_ERROR.message, details: {} };
}

function isFrameworkCode(code: unknown): code is ErrorCode {
  return FRAMEWORK_CODES.has(code);
}

function findGatewayError(error: GraphQLError): GatewayError | undefined {
  let cause: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth += 1) {
    if (cause instanceof GatewayError) return cause;
    cause = cause instanceof GraphQLError ? cause.originalError : undefined;
  }
  return undefined;
}

function toFrameworkMessage(code: ErrorCode, message: string): string {
  // Messages of validation contain only names. The rule whose messages quote values is replaced.
  if (code === 'GRAPHQL_VALIDATION_FAILED') return message;
  // Syntax errors quote the unexpected token, which may be a value.
  if (code === 'GRAPHQL_PARSE_FAILED')
    return message
      .replace(/\b(Name|String|BlockString|Int|Float|Comment) ".*"/gs, '$1')
      .replace(/(but got|sequence): .*$/s, '$1 something else');
  return ERROR_CODES[code].message;
}

function toHttpExtension(code: ErrorCode, { status, headers }: ErrorDetails): HttpExtension {
  return {
    status: status ?? ERROR_CODES[code].status,
    spec: code.startsWith('GRAPHQL_') || code === 'PERSISTED_QUERY_NOT_FOUND' || code === 'BAD_USER_INPUT',
    ...(headers && { headers }),
  };
}
