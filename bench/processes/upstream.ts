import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { UpstreamOptions } from '../servers/upstream.ts';
import { announce } from './announce.ts';
import { measureForm } from './form-measure.ts';

/**
 * Stands in for Fin.com with as little work as possible: issues the same token to everybody, echoes the customer's id on
 * attach, and discards uploads.
 */
const TOKEN = randomUUID();
const CUSTOMER = '/v1/customers/';

const { uploadBytesPerSecond, tokenLifetimeMs = 3_600_000 }: UpstreamOptions = JSON.parse(
  process.argv[2] ?? '',
);
let isHanging = false;
/** The attaches that wait for their response. */
const held: (() => void)[] = [];

const routes: Readonly<
  Record<string, (body: string, request: IncomingMessage, response: ServerResponse) => void>
> = {
  'POST /v1/oauth/token': (_body, _request, response) => {
    const now = Date.now();
    respond(response, 200, {
      success: true,
      data: {
        access_token: TOKEN,
        access_token_ttl: new Date(now + tokenLifetimeMs).toISOString(),
        refresh_token: randomUUID(),
        refresh_token_ttl: new Date(now + 2 * tokenLifetimeMs).toISOString(),
        current_time: new Date(now).toISOString(),
      },
    });
  },
  'POST /v1/customers/individual/attach': (body, request, response) => {
    if (!isAuthorized(request, response)) return;
    const { customer_id, proof_of_identity, proof_of_address } = JSON.parse(body);
    if (!proof_of_identity?.files?.[0]?.uri || !proof_of_address?.files?.[0]?.uri) {
      respond(response, 422, { success: false, message: 'Files are missing.', errors: [] });
      return;
    }
    const answer = () => respond(response, 200, { success: true, data: { customer_id } });
    if (isHanging) held.push(answer);
    else answer();
  },
  'POST /control/hang': (body, _request, response) => {
    ({ isHanging } = JSON.parse(body));
    if (!isHanging) for (const answer of held.splice(0)) answer();
    respond(response, 200, {});
  },
  'GET /control/held': (_body, _request, response) => respond(response, 200, { count: held.length }),
};

const server = createServer(async (request, response) => {
  if (request.url === '/v1/customers/upload') return receiveUpload(request, response);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const route = routes[`${request.method} ${request.url}`];
  if (route) route(Buffer.concat(chunks).toString(), request, response);
  else if (request.method === 'GET' && request.url?.startsWith(CUSTOMER)) readCustomer(request, response);
  else respond(response, 404, { success: false, message: 'Not found' });
});
// Longer than any pause between rounds, so that the server does not close a connection that is about to be reused.
server.keepAliveTimeout = 120_000;
announce(server);

function readCustomer(request: IncomingMessage, response: ServerResponse): void {
  if (!isAuthorized(request, response)) return;
  const customer_id = request.url?.slice(CUSTOMER.length);
  respond(response, 200, {
    success: true,
    data: { customer_id, type: 'INDIVIDUAL', customer_status: 'INCOMPLETE' },
  });
}

/** The URI contains the number of received bytes, so that clients notice missing bytes. */
async function receiveUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isAuthorized(request, response)) return;
  try {
    const { fileBytes } = await measureForm(request, uploadBytesPerSecond);
    const uri = `/${fileBytes}.pdf`;
    respond(response, 200, { success: true, data: { files: [{ file0: uri }] } });
  } catch (error) {
    respond(response, 422, { success: false, message: String(error), errors: [] });
  }
}

function isAuthorized(request: IncomingMessage, response: ServerResponse): boolean {
  const isValid = request.headers.authorization === `Bearer ${TOKEN}`;
  if (!isValid) respond(response, 401, { success: false, message: 'Unauthorized' });
  return isValid;
}

function respond(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
