import type { SandboxSettings } from '../settings.ts';
import { capabilitiesOf } from './capabilities.ts';
import { type CustomerMembers, newMembers, type Person, wholeSeconds } from './customer-members.ts';
import {
  type IdentityDocument,
  outcomeOf,
  rejectionReason,
  requestForInformation,
} from './review-outcome.ts';

export interface SandboxCustomer {
  readonly customerId: string;
  readonly tosPoliciesValue: string;
}

/** One customer, and what a review still holds for it. */
export interface CustomerRecord {
  readonly customer: SandboxCustomer;
  readonly members: Record<string, unknown>;
  /** Statuses to come, soonest first. */
  steps: readonly { readonly status: string; readonly atMs: number }[];
  identity: IdentityDocument | undefined;
  /** Nobody is asked twice because of a magic value. */
  wasAsked: boolean;
}

export function newRecord(customer: SandboxCustomer, person: Person, nowMs: number): CustomerRecord {
  const members = newMembers({ ...customer, person, createdAtMs: nowMs });
  const record = { customer, members, steps: [], identity: undefined, wasAsked: false };
  enter(record, 'INCOMPLETE', nowMs);
  return record;
}

/** Takes the steps that are due. There is no timer: whoever reads a customer calls this first. */
export function catchUp(record: CustomerRecord, nowMs: number): void {
  const due = record.steps.filter(({ atMs }) => atMs <= nowMs);
  record.steps = record.steps.slice(due.length);
  for (const { status, atMs } of due) enter(record, status, atMs);
}

/** Starts a review, the first or another one: the customer is QUEUED. */
export function beginReview(
  record: CustomerRecord,
  nowMs: number,
  { queuedDurationMs, reviewDurationMs }: SandboxSettings,
): void {
  const { members, identity } = record;
  record.wasAsked ||= hasOpenRequest(members);
  const outcome = outcomeOf(identity?.number, members['last_name']);
  const reviewedFromMs = nowMs + queuedDurationMs;
  enter(record, 'QUEUED', nowMs);
  record.steps = [
    { status: 'REVIEWING', atMs: reviewedFromMs },
    {
      status: outcome === 'REINITIATE' && record.wasAsked ? 'APPROVED' : outcome,
      atMs: reviewedFromMs + reviewDurationMs,
    },
  ];
}

/** Writes the members as they are told. One that is undefined goes; a status ends the review. */
export function force(record: CustomerRecord, changes: CustomerMembers, nowMs: number): void {
  if ('customer_status' in changes) {
    record.steps = [];
    enter(record, changes['customer_status'], nowMs);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete record.members[name];
    else record.members[name] = value;
  }
}

function enter({ members, identity }: CustomerRecord, status: unknown, atMs: number): void {
  Object.assign(members, {
    customer_status: status,
    updated_at: wholeSeconds(atMs),
    last_status_updated_at: new Date(atMs).toISOString(),
    capabilities: capabilitiesOf({ isApproved: status === 'APPROVED' }),
    rejection_reason: status === 'REJECTED' ? rejectionReason(identity) : null,
    request_for_information: status === 'REINITIATE' ? requestForInformation(identity) : [],
  });
}

function hasOpenRequest({ request_for_information: requests }: CustomerMembers): boolean {
  return Array.isArray(requests) && requests.length > 0;
}
