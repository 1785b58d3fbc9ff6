import { randomUUID } from 'node:crypto';

/** A request to `/graphql`, or to the baseline. */
export interface LoadRequest {
  readonly body: string;
  /** Any other response body is wrong. */
  readonly expected: string;
  /** A UUID in the body. Each request replaces it by a new one. */
  readonly idempotencyKey?: string;
}

const UUID_END = 12;

/** @returns a function that gives the bytes of the next request */
export function createRequests(url: string, { body, idempotencyKey }: LoadRequest): () => string {
  const { host, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ].join('\r\n');
  const request = `${head}\r\n\r\n${body}`;
  if (idempotencyKey === undefined) return () => request;
  const [start = '', end = ''] = request.split(idempotencyKey);
  const prefix = randomUUID().slice(0, -UUID_END);
  let count = 0;
  return () => {
    count += 1;
    return `${start}${prefix}${count.toString().padStart(UUID_END, '0')}${end}`;
  };
}
