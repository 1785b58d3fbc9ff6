const REQUEST_HEADERS = ['accept', 'content-type', 'graphql-preflight', 'idempotency-key'];
const RESPONSE_HEADERS = [
  'cache-control',
  'content-type',
  'idempotency-replayed',
  'retry-after',
  'x-request-id',
];

/**
 * Streams a GraphQL request of a browser to the gateway with the person's token, and streams the response back. Cookies are not passed on.
 *
 * @throws if the gateway does not respond
 */
export async function forward(request: Request, gatewayUrl: string, token?: string): Promise<Response> {
  // A page of another site can post a form together with your cookies, but it cannot add this header.
  if (!request.headers.has('graphql-preflight')) return new Response(null, { status: 403 });
  const headers = pick(request.headers, REQUEST_HEADERS);
  if (token) headers.set('authorization', `Bearer ${token}`);
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers,
    body: request.body,
    // Sends the body while it arrives.
    duplex: 'half',
    // Ends the request when the browser goes away.
    signal: request.signal,
  };
  const response = await fetch(gatewayUrl, init);
  return new Response(response.body, {
    status: response.status,
    headers: pick(response.headers, RESPONSE_HEADERS),
  });
}

function pick(source: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = source.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
