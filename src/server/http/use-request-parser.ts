import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import type { UploadForm, UploadPolicy } from '../../uploads/upload-form.ts';
import { requirePreflight } from '../multipart/csrf.ts';
import { receiveForm } from '../multipart/receive-form.ts';
import { toGraphQLParams } from '../operations/graphql-params.ts';
import type { PersistedOperations } from '../operations/persisted-operations.ts';
import { sendContinue } from './expect-continue.ts';
import { parseJsonExactly } from './parse-json.ts';
import { readBody } from './read-body.ts';

/** Far more than any operation needs. Files are not sent as JSON. */
const MAX_BODY_BYTES = 1_048_576;

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
      if (method === 'GET') return setRequestParser(() => toGraphQLParams(parseQuery(url), operations));
      if (method !== 'POST') throw badRequest(405, 'Use POST, or GET for queries.', 'GET, POST');
      const mediaType = parseMediaType(request.headers.get('content-type'));
      if (mediaType === 'multipart/form-data') {
        return setRequestParser(async () => toGraphQLParams(await parseForm(serverContext), operations));
      }
      if (mediaType !== 'application/json' && mediaType !== 'application/graphql+json') {
        throw badRequest(
          415,
          'Send the request as application/json, or as multipart/form-data if it has files.',
        );
      }
      setRequestParser(async () =>
        toGraphQLParams(parseJson(await readJson(serverContext, bodyMs), 'body'), operations),
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

function badRequest(status: number, message: string, allow?: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message, ...(allow && { headers: { allow } }) });
}
