import type { IncomingMessage, ServerResponse } from 'node:http';
import { applyFault } from '../faults/apply-fault.ts';
import { takesEffect } from '../faults/fault.ts';
import type { SandboxState } from '../state.ts';
import type { Exchange } from './exchange.ts';
import { methodNotAllowed, notFound, sandboxFailed } from './http-response.ts';
import { matchRoute } from './match-route.ts';
import type { Route } from './route.ts';
import { sendResponse } from './send-response.ts';

/** Handles requests to the imitated endpoints. Never throws or rejects. */
export function createRequestListener(state: SandboxState) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const target = { path: parsePath(request), query: parseQuery(request) };
    const match = matchRoute(request.method ?? '', target.path);
    const operation = 'route' in match ? match.operation : 'unknown';
    const record = state.log.add(operation, request, target);
    const settle: Exchange['settle'] = (status) => state.log.settle(record, status);
    const exchange: Exchange = {
      request,
      response,
      record,
      settle,
      isAuthorized: state.tokens.isValidBearer(request.headers.authorization),
      pathParameters: 'route' in match ? match.pathParameters : {},
    };
    response.on('close', () => {
      if (response.writableFinished) settle(response.statusCode);
      // Wait until the reader of the body has noticed the abort too.
      else setImmediate(settle, 'aborted');
    });
    response.on('error', () => response.destroy());
    if ('route' in match) {
      handle(exchange, match, state).catch(() => sendResponse(exchange, sandboxFailed()));
    } else {
      sendResponse(exchange, match.allowed.length === 0 ? notFound() : methodNotAllowed(match.allowed));
    }
  };
}

export function parsePath({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

function parseQuery(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(request.url?.slice(parsePath(request).length)));
}

async function handle(
  exchange: Exchange,
  { operation, route }: { readonly operation: string; readonly route: Route },
  state: SandboxState,
): Promise<void> {
  const fault = state.faults.take(operation);
  if (fault?.reset === 'before-reading' || fault?.early) return applyFault(exchange, fault, undefined);
  const process = await route.receive(exchange, state);
  if (process === 'aborted') return;
  const response = takesEffect(fault) ? process() : undefined;
  const applied = fault ?? response?.fault;
  if (applied) return applyFault(exchange, applied, response);
  if (response) sendResponse(exchange, response);
}
