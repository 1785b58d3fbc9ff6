import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod/mini';
import { GatewayError } from '../../errors.ts';
import type { UploadForm, UploadPolicy } from '../../uploads/upload-form.ts';
import { requirePreflight } from '../multipart/csrf.ts';
import { receiveForm } from '../multipart/receive-form.ts';
import type { PersistedOperations } from '../operations/persisted-operations.ts';
import { sendContinue } from './expect-continue.ts';
import { parseJsonExactly } from './parse-json.ts';
import { readBody } from './read-body.ts';

/** Far more than any operation needs. Files are not sent as JSON. */
const MAX_BODY_BYTES = 1_048_576;

const jsonMap = z.optional(z.nullable(z.record(z.string(), z.unknown())));
/** Other members are ignored. Relay adds `id`, and the Apollo link of graphql-sse adds the whole operation. */
const graphqlParams = z.object({
  query: z.optional(z.nullable(z.string())),
  operationName: z.optional(z.nullable(z.string())),
  variables: jsonMap,
  extensions: jsonMap,
  documentId: z.optional(z.nullable(z.string())),
});
const persistedQuery = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

interface ParserContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly uploadPolicy: UploadPolicy;
  uploadForm?: UploadForm;
}

/**
 * Replaces yoga's parsers: reads the body directly from the socket, with a size limit, instead of copying it through a web
 * stream; and every error has a code.
 *
 * @param bodyMs how long a JSON body may take to arrive
 */
export function useRequestParser(
  operations: PersistedOperations,
  bodyMs: number,
): Plugin<object, ParserContext> {
  return {
    onRequestParse({ request, serverContext, setRequestParser }) {
      const { method, url } = request;
      if (method === 'GET') return setRequestParser(() => toParams(parseQuery(url), operations));
      if (method !== 'POST') throw badRequest(405, 'Use POST, or GET for queries.', 'GET, POST');
      const mediaType = parseMediaType(request.headers.get('content-type'));
      if (mediaType === 'multipart/form-data') {
        return setRequestParser(async () => toParams(await parseForm(serverContext), operations));
      }
      if (mediaType !== 'application/json' && mediaType !== 'application/graphql+json') {
        throw badRequest(
          415,
          'Send the request as application/json, or as multipart/form-data if it has files.',
        );
      }
      setRequestParser(async () =>
        toParams(parseJson(await readJson(serverContext, bodyMs), 'body'), operations),
      );
    },
  };
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

function parseMediaType(contentType: string | null): string {
  const [mediaType = ''] = (contentType ?? '').split(';');
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

function toParams(body: unknown, operations: PersistedOperations): GraphQLParams {
  if (Array.isArray(body))
    throw badRequest(400, 'Batching is not supported. Send one operation per request.');
  const parsed = graphqlParams.safeParse(body);
  if (!parsed.success) {
    throw badRequest(
      400,
      'The request must be a JSON object with query, documentId and operationName (strings), and variables and extensions (objects).',
    );
  }
  const { query, operationName, variables, extensions } = parsed.data;
  const sha256Hash = extensions
    ? persistedQuery.safeParse(extensions).data?.persistedQuery.sha256Hash
    : undefined;
  return {
    query: operations.resolveQuery({
      query: query || undefined,
      documentId: parsed.data.documentId || sha256Hash,
    }),
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
    ...(extensions != null && { extensions }),
  };
}

function badRequest(status: number, message: string, allow?: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message, ...(allow && { headers: { allow } }) });
}
