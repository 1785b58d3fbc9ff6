import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod/mini';
import { type Answer, bodyTooLarge, jsonAnswer, methodNotAllowed, notFound } from '../http/answer.ts';
import { type JsonBody, readJsonBody } from '../http/json-body.ts';
import { OPERATION_NAMES, type OperationName } from '../operations.ts';
import { check } from '../validation/violations.ts';
import type { SandboxControl } from './control.ts';
import {
  clockAdvance,
  customerChange,
  faultList,
  newCustomer,
  revocation,
  settingsChange,
} from './control-messages.ts';

export const CONTROL_PREFIX = '/_sandbox/';

type Act = (control: SandboxControl, body: JsonBody) => Answer;

/** Method by method what each path under the prefix does. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  requests: { GET: ({ requests }) => jsonAnswer(200, { requests }) },
  counts: { GET: (control) => jsonAnswer(200, countsOf(control)) },
  faults: {
    DELETE: ({ faults }) => {
      faults.clear();
      return jsonAnswer(200, {});
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
    GET: ({ settings }) => jsonAnswer(200, settings),
    PUT: ({ settings }, body) => withBody(settingsChange, body, (change) => Object.assign(settings, change)),
  },
  customers: {
    POST: (control, body) =>
      withBody(newCustomer, orEmptyObject(body), ({ customerId, tosPoliciesValue }) =>
        control.addCustomer({
          ...(customerId !== undefined && { customerId }),
          ...(tosPoliciesValue !== undefined && { tosPoliciesValue }),
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
  ...Object.fromEntries(OPERATION_NAMES.map((operation) => [`faults/${operation}`, faultActions(operation)])),
};

/** Answers what comes under `/_sandbox/`; never rejects. */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  { path, control }: { readonly path: string; readonly control: SandboxControl },
): Promise<void> {
  const body = await readJsonBody(request);
  if (body.kind === 'aborted') return;
  const answer = answerSafely(request.method ?? '', path, { control, body });
  const closing = body.kind === 'too-large' ? { connection: 'close' } : undefined;
  response.writeHead(answer.status, { 'content-type': answer.contentType, ...answer.headers, ...closing });
  response.end(answer.body);
}

/** A recorded body nested too deeply to be written as JSON is the one failure known. */
function answerSafely(...args: Parameters<typeof answerTo>): Answer {
  try {
    return answerTo(...args);
  } catch {
    return jsonAnswer(500, { message: 'The sandbox failed' });
  }
}

function answerTo(
  method: string,
  path: string,
  { control, body }: { readonly control: SandboxControl; readonly body: JsonBody },
): Answer {
  const name = path.slice(CONTROL_PREFIX.length);
  const actions = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!actions) return name.startsWith('faults/') ? unknownOperation() : notFound();
  const act = Object.hasOwn(actions, method) ? actions[method] : undefined;
  if (!act) return methodNotAllowed(Object.keys(actions).join(', '));
  return body.kind === 'too-large' ? bodyTooLarge() : act(control, body);
}

function faultActions(operation: OperationName): Readonly<Record<string, Act>> {
  return {
    PUT: ({ faults }, body) =>
      withBody(faultList, body, (list) => {
        faults.clear(operation);
        faults.script(operation, list);
        return { operation, waiting: list.length };
      }),
  };
}

/** @param act gives what is answered, or undefined if what it speaks of is unknown */
function withBody<T>(schema: z.ZodMiniType<T>, body: JsonBody, act: (value: T) => unknown): Answer {
  if (body.kind !== 'json') return jsonAnswer(400, { message: 'The body must be JSON' });
  const checked = check(schema, body.value);
  if ('value' in checked) {
    const result = act(checked.value);
    return result === undefined ? notFound() : jsonAnswer(200, result);
  }
  const problems = checked.violations.map(({ path, message }) => ({ path: path.join('.'), message }));
  return jsonAnswer(400, { message: 'The sandbox does not understand this', problems });
}

function countsOf(control: SandboxControl) {
  return {
    requests: Object.fromEntries(OPERATION_NAMES.map((operation) => [operation, control.count(operation)])),
    customers: control.customerCount(),
    attached: control.attachCount(),
    uploads: control.uploads.length,
    abortedUploads: control.abortedUploads,
    openConnections: control.openConnections(),
  };
}

function unknownOperation(): Answer {
  return jsonAnswer(404, { message: `The operations are ${OPERATION_NAMES.join(', ')}` });
}

function orEmptyObject(body: JsonBody): JsonBody {
  return body.kind === 'empty' ? { kind: 'json', value: {} } : body;
}
