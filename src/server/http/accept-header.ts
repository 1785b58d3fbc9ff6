import type { IncomingMessage } from 'node:http';

export type JsonMediaType = 'application/json' | 'application/graphql-response+json';
type RequestHead = Pick<IncomingMessage, 'method' | 'headers'>;

const JSON_TYPES = new Set(['*/*', 'application/*', 'application/json', 'application/graphql-response+json']);
const EVENT_STREAM = new Set(['text/event-stream']);
const STREAM_TYPES = new Set(['text/event-stream', 'multipart/mixed']);

/** As strict as yoga, which checks the header only after it has executed the operation. */
export function acceptsResponse(request: RequestHead): boolean {
  return jsonMediaType(request) !== undefined || accepts(request.headers.accept ?? '', STREAM_TYPES);
}

/** True only if the type is named: a client that accepts anything hardly expects a stream. */
export function acceptsEventStream({ headers: { accept = '' } }: RequestHead): boolean {
  return accepts(accept, EVENT_STREAM);
}

export function acceptsOnlyEventStream(request: RequestHead): boolean {
  return acceptsEventStream(request) && !accepts(request.headers.accept ?? '', JSON_TYPES);
}

function accepts(accept: string, types: ReadonlySet<string>): boolean {
  return readMediaTypes(accept).some((type) => types.has(type));
}

/** The media type of a JSON response: the first that the client names. Undefined if it accepts none. */
export function jsonMediaType({ headers: { accept = '*/*' } }: RequestHead): JsonMediaType | undefined {
  const type =
    accept === 'application/json' ? accept : readMediaTypes(accept).find((named) => JSON_TYPES.has(named));
  if (type === undefined) return undefined;
  return type === 'application/graphql-response+json' ? type : 'application/json';
}

/** The types of a header, in its order, without those in another charset than UTF-8. */
function readMediaTypes(accept: string): string[] {
  return accept
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .split(',')
    .flatMap((range) => {
      const [type = '', ...parameters] = range.split(';');
      const charset = parameters.find((parameter) => parameter.startsWith('charset='));
      return charset === undefined || charset === 'charset=utf-8' ? [type] : [];
    });
}

/** True for a browser that opens GraphiQL. */
export function isPageRequest({ method, headers: { accept } }: RequestHead): boolean {
  return method === 'GET' && accept?.includes('text/html') === true;
}
