import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { announce } from './announce.ts';
import { measureForm } from './form-measure.ts';

/**
 * Stands in for Fin.com with as little work as possible: issues the same token to everybody, echoes the customer's id on
 * attach, and discards uploads.
 */
const TOKEN = randomUUID();
const TOKEN_LIFETIME_MS = 3_600_000;

/** Limit for reading uploads; none by default. */
const uploadBytesPerSecond = process.argv[2] === undefined ? undefined : Number(process.argv[2]);

const routes: Readonly<
  Record<string, (body: string, request: IncomingMessage, response: ServerResponse) => void>
> = {
  'POST /v1/oauth/token': (_body, _request, response) => {
    const now = Date.now();
    respond(response, 200, {
      success: true,
      data: {
        access_token: TOKEN,
        access_token_ttl: new Date(now + TOKEN_LIFETIME_MS).toISOString(),
        refresh_token: randomUUID(),
        refresh_token_ttl: new Date(now + 2 * TOKEN_LIFETIME_MS).toISOString(),
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
    respond(response, 200, { success: true, data: { customer_id } });
  },
};

const server = createServer(async (request, response) => {
  if (request.url === '/v1/customers/upload') return receiveUpload(request, response);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const route = routes[`${request.method} ${request.url}`];
  if (route) route(Buffer.concat(chunks).toString(), request, response);
  else respond(response, 404, { success: false, message: 'Not found' });
});
// Longer than any pause between rounds, so that the server does not close a connection that is about to be reused.
server.keepAliveTimeout = 120_000;
announce(server);

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
