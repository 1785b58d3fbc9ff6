import type { IncomingMessage, ServerResponse } from 'node:http';
import { GatewayError } from '../../errors.ts';
import type { UploadForm, UploadPolicy } from '../../uploads/upload-form.ts';
import { sendContinue } from '../body/expect-continue.ts';
import { parseJsonExactly } from '../body/parse-json.ts';
import { readBody } from '../body/read-body.ts';
import { requirePreflight } from '../multipart/csrf.ts';
import { receiveForm } from '../multipart/receive-form.ts';
import { type OperationParams, toGraphQLParams } from '../operations/graphql-params.ts';
import type { PersistedOperations } from '../operations/persisted-operations.ts';

/** Far more than any operation needs. Files are not sent as JSON. */
const MAX_BODY_BYTES = 1_048_576;

interface ParserContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly uploadPolicy: UploadPolicy;
  uploadForm?: UploadForm;
}

/** Reads the operation of a GraphQL request. */
export type ReadParams = (context: ParserContext) => Promise<OperationParams>;

/**
 * Reads bodies directly from the socket, with a size limit.
 *
 * @param bodyMs how long a JSON body may take to arrive
 * @throws {GatewayError} BAD_REQUEST, PERSISTED_QUERY_NOT_FOUND, UPLOAD_MALFORMED, UPLOAD_TOO_LARGE
 */
export function createReadParams(operations: PersistedOperations, bodyMs: number): ReadParams {
  return async (context) => toGraphQLParams(await readRequest(context, bodyMs), operations);
}

async function readRequest(context: ParserContext, bodyMs: number): Promise<unknown> {
  const { method, url = '', headers } = context.req;
  if (method === 'GET') return parseQuery(url);
  if (method !== 'POST') throw badRequest(405, 'Use POST, or GET for queries.', 'GET, POST');
  const mediaType = parseMediaType(headers['content-type']);
  if (mediaType === 'application/json' || mediaType === 'application/graphql+json') {
    return parseJson(await readJson(context, bodyMs), 'body');
  }
  if (mediaType === 'multipart/form-data') return parseForm(context);
  throw badRequest(415, 'Send the request as application/json, or as multipart/form-data if it has files.');
}

function readJson({ req, uploadPolicy }: ParserContext, bodyMs: number): Promise<string> {
  return readBody(req, { maxBytes: MAX_BODY_BYTES, maxMs: bodyMs, rate: uploadPolicy.rate });
}

async function parseForm(context: ParserContext): Promise<unknown> {
  const { req, res, uploadPolicy } = context;
  requirePreflight(req.headers);
  sendContinue(req);
  const { operations, form } = await receiveForm(req, res, uploadPolicy);
  context.uploadForm = form;
  return operations;
}

function parseMediaType(contentType: string | undefined): string {
  const [mediaType = ''] = (contentType ?? '').split(';', 1);
  return mediaType.trim().toLowerCase();
}

function parseQuery(url: string): unknown {
  const start = url.indexOf('?');
  const query = new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  const json = (name: string) => {
    const text = query.get(name);
    return text ? parseJson(text, name) : undefined;
  };
  return {
    query: query.get('query') ?? undefined,
    operationName: query.get('operationName') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
    documentId: query.get('documentId') || undefined,
  };
}

function parseJson(text: string, name: string): unknown {
  try {
    return parseJsonExactly(text);
  } catch {
    // JSON.parse quotes the text in its message.
    throw badRequest(400, `The ${name} is not valid JSON.`);
  }
}

function badRequest(status: number, message: string, allow?: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message, ...(allow && { headers: { allow } }) });
}
