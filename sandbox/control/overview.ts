import type { CustomerMembers } from '../customers/customer-members.ts';
import type { SandboxCustomer } from '../customers/customer-record.ts';
import { REVIEW_MAGIC_VALUES } from '../customers/review-outcome.ts';
import { MAGIC_NUMBERS } from '../documents/magic-numbers.ts';
import { OPERATION_NAMES } from '../routes.ts';
import { ERROR_READINGS } from '../validation/validation-error.ts';
import type { SentWebhook } from '../webhooks/webhook-queue.ts';
import type { SandboxControl } from './control.ts';
import type { RecordedRequest } from './recorded-request.ts';

export type Overview = ReturnType<typeof createOverview>;

/** The control page shows the newest of each. */
const MAX_ROWS = 100;

/** The data of the control page. Contains no names, document numbers, file names, bodies, tokens or secrets. */
export function createOverview(control: SandboxControl) {
  const { customers, requests, webhooks, settings } = control;
  return {
    now: new Date(control.nowMs()).toISOString(),
    settings,
    choices: {
      operations: OPERATION_NAMES,
      errorReadings: ERROR_READINGS,
      magicNumbers: MAGIC_NUMBERS,
      reviewMagicValues: REVIEW_MAGIC_VALUES,
    },
    counts: {
      customers: control.customerCount(),
      attached: control.attachCount(),
      uploads: control.uploads.length,
    },
    faults: Object.entries(control.faults.waiting()).flatMap(([operation, waiting]) =>
      waiting.map((fault) => ({ operation, fault })),
    ),
    customers: newest(customers).map((customer) =>
      toCustomerRow(customer, control.customer(customer.customerId)),
    ),
    requests: newest(requests).map(toRequestRow),
    webhooks: {
      targetUrl: webhooks.targetUrl,
      waiting: webhooks.waiting,
      sent: newest(webhooks.sent.map(toWebhookRow)),
    },
  };
}

/** @returns the newest first */
function newest<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice(-MAX_ROWS).toReversed();
}

function toCustomerRow(customer: SandboxCustomer, members: CustomerMembers = {}) {
  return { ...customer, status: members['customer_status'] };
}

function toRequestRow({ operation, number, method, path, status, millis, ...request }: RecordedRequest) {
  const { headers, parts, arrivedAtMs } = request;
  return {
    key: `${operation} ${number}`,
    operation,
    method,
    path,
    status,
    millis,
    requestId: headers.requestId,
    arrivedAt: new Date(arrivedAtMs).toISOString(),
    files: parts
      .filter(({ fileName }) => fileName !== undefined)
      .map(({ mimeType, byteLength }) => ({ mimeType, byteLength })),
  };
}

function toWebhookRow({ eventId, type, customerId, status, headers }: SentWebhook, index: number) {
  return {
    key: `${eventId} ${index}`,
    eventId,
    type,
    customerId,
    status,
    algorithm: headers['x-fin-signature-algorithm'],
    isSigned: 'x-fin-signature' in headers,
  };
}
