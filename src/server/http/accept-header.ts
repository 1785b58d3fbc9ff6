import type { IncomingMessage } from 'node:http';

type RequestHead = Pick<IncomingMessage, 'method' | 'headers'>;

const RESPONSE_TYPES = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
]);

/** As strict as yoga, which checks the header only after it has executed the operation. */
export function acceptsResponse({ headers: { accept } }: RequestHead): boolean {
  if (accept === undefined) return true;
  return accept
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .split(',')
    .some((range) => {
      const [type = '', ...parameters] = range.split(';');
      const charset = parameters.find((parameter) => parameter.startsWith('charset='));
      return RESPONSE_TYPES.has(type) && (charset === undefined || charset === 'charset=utf-8');
    });
}

/** True for a browser that opens GraphiQL. */
export function isPageRequest({ method, headers: { accept } }: RequestHead): boolean {
  return method === 'GET' && accept?.includes('text/html') === true;
}
