import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod/mini';
import {
  bodyTooLarge,
  type HttpResponse,
  jsonResponse,
  methodNotAllowed,
  notFound,
  sandboxFailed,
} from '../http/http-response.ts';
import { type JsonBody, readJsonBody } from '../http/json-body.ts';
import { OPERATION_NAMES, type OperationName } from '../routes.ts';
import { validate } from '../validation/validate.ts';
import type { SandboxControl } from './control.ts';
import {
  clockAdvance,
  customerChange,
  faultList,
  newCustomer,
  revocation,
  settingsChange,
  webhookFaultList,
  webhookTarget,
} from './control-messages.ts';

export const CONTROL_PREFIX = '/_sandbox/';

type Handler = (control: SandboxControl, body: JsonBody) => HttpResponse;

/** Handlers by path below the prefix and by method. */
const HANDLERS: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  requests: { GET: ({ requests }) => jsonResponse(200, { requests }) },
  counts: { GET: (control) => jsonResponse(200, countAll(control)) },
  faults: {
    DELETE: ({ faults }) => {
      faults.clear();
      return jsonResponse(200, {});
    },
  },
  'tokens/revoke': {
    POST: (control, body) =>
      withBody(revocation, orEmptyObject(body), ({ access, refresh }) => {
        if (access) control.revokeAccessTokens();
        if (refresh) control.revokeRefreshTokens();
        return { access, refresh };
      }),
  },
  settings: {
    GET: ({ settings }) => jsonResponse(200, settings),
    PUT: ({ settings }, body) => withBody(settingsChange, body, (change) => Object.assign(settings, change)),
  },
  customers: {
    POST: (control, body) =>
      withBody(newCustomer, orEmptyObject(body), ({ customerId, tosPoliciesValue, version }) =>
        control.addCustomer({
          ...(customerId !== undefined && { customerId }),
          ...(tosPoliciesValue !== undefined && { tosPoliciesValue }),
          ...(version !== undefined && { version }),
        }),
      ),
    PATCH: (control, body) =>
      withBody(customerChange, body, ({ customerId, members, missing }) => {
        if (!control.customer(customerId)) return undefined;
        const removed = missing.map((name) => [name, undefined]);
        return control.setCustomer(customerId, { ...members, ...Object.fromEntries(removed) });
      }),
  },
  clock: {
    POST: (control, body) =>
      withBody(clockAdvance, body, ({ advanceMs }) => {
        control.advanceClock(advanceMs);
        return { now: new Date(control.nowMs()).toISOString() };
      }),
  },
  webhooks: { GET: ({ webhooks }) => jsonResponse(200, { webhooks: webhooks.sent }) },
  'webhooks/target': {
    PUT: ({ webhooks }, body) =>
      withBody(webhookTarget, body, (target) => {
        webhooks.sendTo(target);
        return { url: target.url };
      }),
    DELETE: ({ webhooks }) => {
      webhooks.sendTo(undefined);
      return jsonResponse(200, {});
    },
  },
  'webhooks/faults': {
    PUT: ({ webhooks }, body) =>
      withBody(webhookFaultList, body, (list) => {
        webhooks.clearFaults();
        webhooks.script(list);
        return { waiting: list.length };
      }),
    DELETE: ({ webhooks }) => {
      webhooks.clearFaults();
      return jsonResponse(200, {});
    },
  },
  ...Object.fromEntries(
    OPERATION_NAMES.map((operation) => [`faults/${operation}`, { PUT: replaceFaults(operation) }]),
  ),
};

/** Handles requests below `/_sandbox/`. Never rejects. */
export async function handleControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { path, control }: { readonly path: string; readonly control: SandboxControl },
): Promise<void> {
  const body = await readJsonBody(request);
  if (body.kind === 'aborted') return;
  const {
    status,
    contentType,
    headers,
    body: text,
  } = respondSafely(request.method ?? '', path, { control, body });
  const closing = body.kind === 'too-large' ? { connection: 'close' } : undefined;
  response.writeHead(status, { 'content-type': contentType, ...headers, ...closing });
  response.end(text);
}

/** JSON.stringify throws if a recorded body is nested too deeply. */
function respondSafely(...args: Parameters<typeof respond>): HttpResponse {
  try {
    return respond(...args);
  } catch {
    return sandboxFailed();
  }
}

function respond(
  method: string,
  path: string,
  { control, body }: { readonly control: SandboxControl; readonly body: JsonBody },
): HttpResponse {
  const name = path.slice(CONTROL_PREFIX.length);
  const handlers = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  if (!handlers) return name.startsWith('faults/') ? unknownOperation() : notFound();
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (!handler) return methodNotAllowed(Object.keys(handlers));
  return body.kind === 'too-large' ? bodyTooLarge() : handler(control, body);
}

function replaceFaults(operation: OperationName): Handler {
  return ({ faults }, body) =>
    withBody(faultList, body, (list) => {
      faults.clear(operation);
      faults.script(operation, list);
      return { operation, waiting: list.length };
    });
}

/** @param act returns the body of the response, or undefined if it refers to something that does not exist */
function withBody<T>(schema: z.ZodMiniType<T>, body: JsonBody, act: (value: T) => unknown): HttpResponse {
  if (body.kind !== 'json') return jsonResponse(400, { message: 'The body must be JSON' });
  const validated = validate(schema, body.value);
  if ('value' in validated) {
    const result = act(validated.value);
    return result === undefined ? notFound() : jsonResponse(200, result);
  }
  const problems = validated.violations.map(({ path, message }) => ({ path: path.join('.'), message }));
  return jsonResponse(400, { message: 'Invalid control request', problems });
}

function countAll(control: SandboxControl) {
  return {
    requests: Object.fromEntries(OPERATION_NAMES.map((operation) => [operation, control.count(operation)])),
    customers: control.customerCount(),
    attached: control.attachCount(),
    uploads: control.uploads.length,
    abortedUploads: control.abortedUploads,
    openConnections: control.openConnections(),
  };
}

function unknownOperation(): HttpResponse {
  return jsonResponse(404, { message: `Unknown operation. Known operations: ${OPERATION_NAMES.join(', ')}` });
}

function orEmptyObject(body: JsonBody): JsonBody {
  return body.kind === 'empty' ? { kind: 'json', value: {} } : body;
}
