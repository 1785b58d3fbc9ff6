import type { SandboxSettings } from '../settings.ts';
import { capabilitiesOf } from './capabilities.ts';
import { type CustomerMembers, createMembers, formatTimestamp, type Person } from './customer-members.ts';
import {
  type IdentityDocument,
  rejectionReason,
  requestForInformation,
  reviewOutcome,
} from './review-outcome.ts';

export interface SandboxCustomer {
  readonly customerId: string;
  readonly tosPoliciesValue: string;
}

/** A customer and the state of its review. */
export interface CustomerRecord {
  readonly customer: SandboxCustomer;
  readonly members: Record<string, unknown>;
  /** Future statuses, soonest first. */
  steps: readonly { readonly status: string; readonly atMs: number }[];
  identity: IdentityDocument | undefined;
  /** A magic value triggers only one request for information. */
  hadRequest: boolean;
}

export function createRecord(customer: SandboxCustomer, person: Person, nowMs: number): CustomerRecord {
  const members = createMembers({ ...customer, person, createdAtMs: nowMs });
  const record = { customer, members, steps: [], identity: undefined, hadRequest: false };
  enterStatus(record, 'INCOMPLETE', nowMs);
  return record;
}

/** Applies the steps that are due. There are no timers, so call this before reading a customer. */
export function applyDueSteps(record: CustomerRecord, nowMs: number): void {
  const due = record.steps.filter(({ atMs }) => atMs <= nowMs);
  record.steps = record.steps.slice(due.length);
  for (const { status, atMs } of due) enterStatus(record, status, atMs);
}

/** Starts a review, whatever the current status is. */
export function beginReview(
  record: CustomerRecord,
  nowMs: number,
  { queuedDurationMs, reviewDurationMs }: SandboxSettings,
): void {
  const { members, identity } = record;
  record.hadRequest ||= hasOpenRequest(members);
  const outcome = reviewOutcome(identity?.number, members['last_name']);
  const reviewStartsAtMs = nowMs + queuedDurationMs;
  enterStatus(record, 'QUEUED', nowMs);
  record.steps = [
    { status: 'REVIEWING', atMs: reviewStartsAtMs },
    {
      status: outcome === 'REINITIATE' && record.hadRequest ? 'APPROVED' : outcome,
      atMs: reviewStartsAtMs + reviewDurationMs,
    },
  ];
}

/** Sets members, or removes those that are undefined. Setting `customer_status` ends the review. */
export function setMembers(record: CustomerRecord, changes: CustomerMembers, nowMs: number): void {
  if ('customer_status' in changes) {
    record.steps = [];
    enterStatus(record, changes['customer_status'], nowMs);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete record.members[name];
    else record.members[name] = value;
  }
}

function enterStatus({ members, identity }: CustomerRecord, status: unknown, atMs: number): void {
  Object.assign(members, {
    customer_status: status,
    updated_at: formatTimestamp(atMs),
    last_status_updated_at: new Date(atMs).toISOString(),
    capabilities: capabilitiesOf({ isApproved: status === 'APPROVED' }),
    rejection_reason: status === 'REJECTED' ? rejectionReason(identity) : null,
    request_for_information: status === 'REINITIATE' ? requestForInformation(identity) : [],
  });
}

function hasOpenRequest({ request_for_information: requests }: CustomerMembers): boolean {
  return Array.isArray(requests) && requests.length > 0;
}
