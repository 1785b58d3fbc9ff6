import type { IncomingMessage } from 'node:http';

type RequestHead = Pick<IncomingMessage, 'method' | 'headers'>;

const JSON_TYPES = new Set(['*/*', 'application/*', 'application/json', 'application/graphql-response+json']);
const EVENT_STREAM = new Set(['text/event-stream']);
const RESPONSE_TYPES = new Set([...JSON_TYPES, ...EVENT_STREAM, 'multipart/mixed']);

/** As strict as yoga, which checks the header only after it has executed the operation. */
export function acceptsResponse({ headers: { accept } }: RequestHead): boolean {
  return accept === undefined || accepts(accept, RESPONSE_TYPES);
}

/** True only if the type is named: a client that accepts anything hardly expects a stream. */
export function acceptsEventStream({ headers: { accept = '' } }: RequestHead): boolean {
  return accepts(accept, EVENT_STREAM);
}

export function acceptsOnlyEventStream(request: RequestHead): boolean {
  return acceptsEventStream(request) && !accepts(request.headers.accept ?? '', JSON_TYPES);
}

function accepts(accept: string, types: ReadonlySet<string>): boolean {
  return accept
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .split(',')
    .some((range) => {
      const [type = '', ...parameters] = range.split(';');
      const charset = parameters.find((parameter) => parameter.startsWith('charset='));
      return types.has(type) && (charset === undefined || charset === 'charset=utf-8');
    });
}

/** True for a browser that opens GraphiQL. */
export function isPageRequest({ method, headers: { accept } }: RequestHead): boolean {
  return method === 'GET' && accept?.includes('text/html') === true;
}
