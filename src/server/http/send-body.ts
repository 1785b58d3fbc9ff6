import type { ServerResponse } from 'node:http';

/** Sends a whole response. With its length, so that Node does not send it in chunks. */
export function sendBody(
  res: ServerResponse,
  {
    status,
    headers,
    body,
  }: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string },
): void {
  res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  res.end(body);
}
