import { GATEWAY_ERROR_CODES, type GatewayErrorCode } from './error-tables.ts';
import { findGraphQLErrors } from './find-errors.ts';
import type { GatewayError, UploadedFile, UpstreamCall } from './gateway-error.ts';
import { parseFieldErrors, parsePath } from './parse-field-errors.ts';
import { isRecord, isString, parseList, type UnknownRecord } from './records.ts';

/**
 * Reads the errors of the gateway from whatever a client library returns or throws: errors of Apollo Client 3 and 4, urql
 * and graphql-request, the body of a response, or a list of GraphQL errors. Never throws.
 *
 * The list is empty if the source has no GraphQL errors. `transportFailure` tells whether there was no response.
 */
export function parseErrors(source: unknown): GatewayError[] {
  try {
    return parseList(findGraphQLErrors(source), parseError);
  } catch {
    // The source has a member that throws.
    return [];
  }
}

function parseError(error: unknown): GatewayError | undefined {
  if (!isRecord(error)) return undefined;
  const extensions = isRecord(error['extensions']) ? error['extensions'] : {};
  const { code, requestId } = extensions;
  const path = parsePath(error['path']);
  const located = {
    message: isString(error['message']) ? error['message'] : '',
    ...(path && { path }),
    fieldErrors: parseFieldErrors(extensions['fieldErrors']),
    uploadedFiles: parseList(extensions['uploadedFiles'], parseUploadedFile),
  };
  const sentCode = isString(code) ? { sentCode: code } : {};
  if (!(isString(requestId) && isString(code) && typeof extensions['retryable'] === 'boolean'))
    return { ...located, code: 'UNKNOWN', ...sentCode, retryable: false, outcome: 'UNKNOWN' };
  const parsed = { ...located, requestId, ...parseDetails(extensions, extensions['retryable']) };
  return isKnown(code) ? { ...parsed, code } : { ...parsed, code: 'UNKNOWN', sentCode: code };
}

function parseDetails({ outcome, retryAfterSeconds, upstream }: UnknownRecord, retryable: boolean) {
  const call = parseUpstream(upstream);
  // Any outcome is a reason not to repeat the write.
  const isUncertain = outcome !== undefined && outcome !== null;
  return {
    retryable: retryable && !isUncertain,
    ...(isUncertain && { outcome: 'UNKNOWN' as const }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
    ...(call && { upstream: call }),
  };
}

function parseUpstream(value: unknown): UpstreamCall | undefined {
  if (!isRecord(value) || !isString(value['operation'])) return undefined;
  const { operation, status } = value;
  return typeof status === 'number' ? { operation, status } : { operation };
}

function parseUploadedFile(value: unknown): UploadedFile | undefined {
  if (!isRecord(value) || !isString(value['uri'])) return undefined;
  const path = parsePath(value['path']);
  return path && { path, uri: value['uri'] };
}

function isKnown(code: string): code is GatewayErrorCode {
  return GATEWAY_ERROR_CODES.some((known) => known === code);
}
