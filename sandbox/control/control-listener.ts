import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyTooLarge,
  type HttpResponse,
  jsonResponse,
  methodNotAllowed,
  notFound,
  sandboxFailed,
} from '../http/http-response.ts';
import { type JsonBody, readJsonBody } from '../http/json-body.ts';
import { OPERATION_NAMES } from '../routes.ts';
import { findForeignSender } from './check-sender.ts';
import type { SandboxControl } from './control.ts';
import { HANDLERS } from './control-handlers.ts';
import { isPagePath, servePage } from './page/serve-page.ts';

export const CONTROL_PREFIX = '/_sandbox/';

/** Browsers must neither guess a type, nor let pages of other origins embed a response. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

interface ControlRequest {
  readonly method: string;
  /** The path below the prefix. */
  readonly name: string;
  readonly body: JsonBody;
}

/** Handles requests below `/_sandbox/`: the page and what it calls. Never rejects. */
export async function handleControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { path, control }: { readonly path: string; readonly control: SandboxControl },
): Promise<void> {
  const body = await readJsonBody(request);
  if (body.kind === 'aborted') return;
  const { method = '' } = request;
  const refusal = findForeignSender(request);
  const {
    status,
    contentType,
    headers,
    body: text,
  } = refusal
    ? jsonResponse(403, { message: refusal })
    : await respondSafely({ method, name: path.slice(CONTROL_PREFIX.length), body }, control);
  const closing = body.kind === 'too-large' ? { connection: 'close' } : undefined;
  response.writeHead(status, { ...HEADERS, 'content-type': contentType, ...headers, ...closing });
  response.end(text);
}

/** JSON.stringify throws if a recorded body is nested too deeply. */
async function respondSafely(request: ControlRequest, control: SandboxControl): Promise<HttpResponse> {
  try {
    return await respond(request, control);
  } catch {
    return sandboxFailed();
  }
}

function respond(
  { method, name, body }: ControlRequest,
  control: SandboxControl,
): HttpResponse | Promise<HttpResponse> {
  if (isPagePath(name)) return method === 'GET' ? servePage(name) : methodNotAllowed(['GET']);
  const handlers = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  if (!handlers) return name.startsWith('faults/') ? unknownOperation() : notFound();
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (!handler) return methodNotAllowed(Object.keys(handlers));
  return body.kind === 'too-large' ? bodyTooLarge() : handler(control, body);
}

function unknownOperation(): HttpResponse {
  return jsonResponse(404, { message: `Unknown operation. Known operations: ${OPERATION_NAMES.join(', ')}` });
}
