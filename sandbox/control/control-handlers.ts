import type { z } from 'zod/mini';
import { type HttpResponse, jsonResponse, notFound } from '../http/http-response.ts';
import type { JsonBody } from '../http/json-body.ts';
import { OPERATION_NAMES, type OperationName } from '../routes.ts';
import { validate } from '../validation/validate.ts';
import type { SandboxControl } from './control.ts';
import {
  clockAdvance,
  customerChange,
  faultList,
  newCustomer,
  resending,
  reviewEnd,
  revocation,
  settingsChange,
  webhookFaultList,
  webhookTarget,
} from './control-messages.ts';
import { createOverview } from './overview.ts';

export type Handler = (control: SandboxControl, body: JsonBody) => HttpResponse;

/** Handlers by path below the prefix and by method. */
export const HANDLERS: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  requests: { GET: ({ requests }) => jsonResponse(200, { requests }) },
  overview: { GET: (control) => jsonResponse(200, createOverview(control)) },
  counts: { GET: (control) => jsonResponse(200, countAll(control)) },
  faults: {
    GET: ({ faults }) => jsonResponse(200, { faults: faults.waiting() }),
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
  'customers/outcome': {
    POST: (control, body) =>
      withBody(reviewEnd, body, ({ customerId, outcome }) =>
        control.customer(customerId) ? control.endReview(customerId, outcome) : undefined,
      ),
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
  'webhooks/resend': {
    POST: ({ webhooks }, body) =>
      withBody(resending, body, ({ eventId, ...fault }) =>
        webhooks.resend(eventId, fault) ? { eventId } : undefined,
      ),
  },
  'webhooks/faults': {
    GET: ({ webhooks }) => jsonResponse(200, { faults: webhooks.waiting }),
    PUT: (control, body) => addWebhookFaults(control, body, { replaces: true }),
    POST: (control, body) => addWebhookFaults(control, body, { replaces: false }),
    DELETE: ({ webhooks }) => {
      webhooks.clearFaults();
      return jsonResponse(200, {});
    },
  },
  ...Object.fromEntries(
    OPERATION_NAMES.map((operation) => [
      `faults/${operation}`,
      {
        PUT: addFaults(operation, { replaces: true }),
        POST: addFaults(operation, { replaces: false }),
        DELETE: ({ faults }: SandboxControl) => {
          faults.clear(operation);
          return jsonResponse(200, {});
        },
      },
    ]),
  ),
};

interface Addition {
  /** Whether the faults that wait are removed first. */
  readonly replaces: boolean;
}

function addFaults(operation: OperationName, { replaces }: Addition): Handler {
  return ({ faults }, body) =>
    withBody(faultList, body, (list) => {
      if (replaces) faults.clear(operation);
      faults.script(operation, list);
      return { operation, waiting: faults.waiting()[operation]?.length ?? 0 };
    });
}

function addWebhookFaults(
  { webhooks }: SandboxControl,
  body: JsonBody,
  { replaces }: Addition,
): HttpResponse {
  return withBody(webhookFaultList, body, (list) => {
    if (replaces) webhooks.clearFaults();
    webhooks.script(list);
    return { waiting: webhooks.waiting.length };
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

function orEmptyObject(body: JsonBody): JsonBody {
  return body.kind === 'empty' ? { kind: 'json', value: {} } : body;
}
