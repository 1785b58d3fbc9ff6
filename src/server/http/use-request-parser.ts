import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod/mini';
import { GatewayError } from '../../errors.ts';
import type { UploadForm, UploadPolicy } from '../../uploads/upload-form.ts';
import type { StoredDocuments } from '../operations/persisted-operations.ts';
import { requirePreflight } from './csrf.ts';
import { sendContinue } from './expect-continue.ts';
import { parseJsonExactly } from './parse-json.ts';
import { readBody } from './request-body.ts';
import { receiveForm } from './upload-form.ts';

/** Far more than any operation needs; files do not travel in JSON. */
const MAX_BODY_BYTES = 1_048_576;

const jsonMap = z.optional(z.nullable(z.record(z.string(), z.unknown())));
/** Other members are ignored: Relay adds `id`, and the Apollo link of graphql-sse adds the whole operation. */
const graphqlParams = z.object({
  query: z.optional(z.nullable(z.string())),
  operationName: z.optional(z.nullable(z.string())),
  variables: jsonMap,
  extensions: jsonMap,
  documentId: z.optional(z.nullable(z.string())),
});
const persistedQuery = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

/** What the node listener hands in, and what this hands on to resolvers. */
interface ParserContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly uploadPolicy: UploadPolicy;
  uploadForm?: UploadForm;
}

/**
 * Reads GraphQL parameters from the socket itself, which is both bounded and cheaper than a copy through a web stream.
 * Takes the place of yoga's own parsers; every refusal carries a code.
 */
export function useRequestParser(documents: StoredDocuments, bodyMs: number): Plugin<object, ParserContext> {
  return {
    onRequestParse({ request, serverContext, setRequestParser }) {
      const { method, url } = request;
      if (method === 'GET') return setRequestParser(() => parseParams(parseQuery(url), documents));
      if (method !== 'POST') throw refusal(405, 'Use POST, or GET for queries.', 'GET, POST');
      const mediaType = mediaTypeOf(request.headers.get('content-type'));
      if (mediaType === 'multipart/form-data') {
        return setRequestParser(async () => parseParams(await parseForm(serverContext), documents));
      }
      if (mediaType !== 'application/json' && mediaType !== 'application/graphql+json') {
        throw refusal(415, 'Send the request as application/json, or with files as multipart/form-data.');
      }
      setRequestParser(async () =>
        parseParams(parseJson(await readJson(serverContext, bodyMs), 'body'), documents),
      );
    },
  };
}

function readJson({ req, uploadPolicy }: ParserContext, bodyMs: number): Promise<string> {
  return readBody(req, MAX_BODY_BYTES, bodyMs, uploadPolicy.rate);
}

async function parseForm(context: ParserContext): Promise<unknown> {
  const { req, res, uploadPolicy } = context;
  requirePreflight(req.headers);
  sendContinue(req);
  const { operations, form } = await receiveForm(req, res, uploadPolicy);
  context.uploadForm = form;
  return operations;
}

function mediaTypeOf(contentType: string | null): string {
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

function parseJson(text: string, what: string): unknown {
  try {
    return parseJsonExactly(text);
  } catch {
    // The parser's own message quotes the text.
    throw refusal(400, `The ${what} is not valid JSON.`);
  }
}

function parseParams(body: unknown, documents: StoredDocuments): GraphQLParams {
  if (Array.isArray(body)) throw refusal(400, 'Batches are not accepted: send one operation a request.');
  const parsed = graphqlParams.safeParse(body);
  if (!parsed.success) {
    throw refusal(
      400,
      'A request is a JSON object with query, documentId and operationName (strings), variables and extensions (objects).',
    );
  }
  const { query, operationName, variables, extensions } = parsed.data;
  const hashed = extensions
    ? persistedQuery.safeParse(extensions).data?.persistedQuery.sha256Hash
    : undefined;
  return {
    query: documents.textOf({
      query: query || undefined,
      documentId: parsed.data.documentId || hashed,
    }),
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
    ...(extensions != null && { extensions }),
  };
}

function refusal(status: number, message: string, allow?: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message, ...(allow && { headers: { allow } }) });
}
