import type { CustomerApi, SandboxSettings } from '../settings.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { CustomerChange } from './customer-change.ts';
import { type CustomerMembers, createMembers, formatTimestamp, type Person } from './customer-members.ts';
import {
  addressFindings,
  expiredFindings,
  type IdentityDocument,
  NO_FINDINGS,
  rejectedFindings,
  selfieFindings,
} from './review-findings.ts';
import { type ReviewOutcome, reviewOutcome, STATUS_NAMES, statusAfter } from './review-outcome.ts';

export interface SandboxCustomer {
  readonly customerId: string;
  readonly tosPoliciesValue: string;
  readonly version: CustomerApi;
}

/** The documents that a review checks. */
export interface ReviewedDocuments {
  /** Undefined if only a selfie was attached. */
  readonly identity: IdentityDocument | undefined;
  readonly hasSelfie: boolean;
}

/** A customer and the state of its review. */
export interface CustomerRecord {
  readonly customer: SandboxCustomer;
  readonly members: Record<string, unknown>;
  /** Future statuses, soonest first. */
  steps: readonly { readonly status: string; readonly atMs: number }[];
  documents: ReviewedDocuments;
  /** A magic value triggers only one request for information. */
  hadRequest: boolean;
  readonly announce: (change: CustomerChange) => void;
}

export function createRecord(
  customer: SandboxCustomer,
  person: Person,
  { nowMs, announce }: { readonly nowMs: number } & Pick<CustomerRecord, 'announce'>,
): CustomerRecord {
  const members = createMembers({ ...customer, person, createdAtMs: nowMs });
  const documents = { identity: undefined, hasSelfie: false };
  const record = { customer, members, steps: [], documents, hadRequest: false, announce };
  enterStatus(record, 'INCOMPLETE', nowMs);
  announceChange(record, 'customer.created');
  return record;
}

/** Applies the steps that are due. Call this before reading a customer: timers exist only for webhooks. */
export function applyDueSteps(record: CustomerRecord, nowMs: number): void {
  const due = record.steps.filter(({ atMs }) => atMs <= nowMs);
  record.steps = record.steps.slice(due.length);
  for (const { status, atMs } of due) {
    enterStatus(record, status, atMs);
    announceStatus(record);
  }
}

/** Starts a review, whatever the current status is. */
export function beginReview(
  record: CustomerRecord,
  nowMs: number,
  { queuedDurationMs, reviewDurationMs }: SandboxSettings,
): void {
  const { customer, members } = record;
  record.hadRequest ||= hasOpenRequest(members);
  const reviewStartsAtMs = nowMs + queuedDurationMs;
  enterStatus(record, STATUS_NAMES[customer.version].queued, nowMs);
  record.steps = [
    { status: 'REVIEWING', atMs: reviewStartsAtMs },
    { status: finalStatus(record), atMs: reviewStartsAtMs + reviewDurationMs },
  ];
  announceStatus(record);
}

function finalStatus(record: CustomerRecord): string {
  const { customer, documents, hadRequest } = record;
  const outcome = outcomeOf(record);
  const isAnswered =
    ((outcome === 'documentRequested' || outcome === 'addressRequested') && hadRequest) ||
    (outcome === 'selfieRequested' && hadRequest && documents.hasSelfie);
  return statusAfter(isAnswered ? 'approved' : outcome, customer.version);
}

function outcomeOf({ customer, documents, members }: CustomerRecord) {
  return reviewOutcome(customer.version, documents.identity?.number, members['last_name']);
}

/** Ends the review now, whatever the documents are. */
export function endReview(record: CustomerRecord, outcome: ReviewOutcome, nowMs: number): void {
  record.steps = [];
  enterStatus(record, statusAfter(outcome, record.customer.version), nowMs, outcome);
  announceStatus(record);
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
  if ('customer_status' in changes) announceStatus(record);
  else if ('request_for_information' in changes && hasOpenRequest(record.members)) {
    announceChange(record, 'customer.rfi');
  }
}

function announceStatus(record: CustomerRecord): void {
  announceChange(record, 'customer.status');
  if (hasOpenRequest(record.members)) announceChange(record, 'customer.rfi');
}

function announceChange(record: CustomerRecord, type: CustomerChange['type']): void {
  const { tosPoliciesValue } = record.customer;
  record.announce({ type, members: { ...record.members }, tosPoliciesValue });
}

function enterStatus(
  record: CustomerRecord,
  status: unknown,
  atMs: number,
  outcome = outcomeOf(record),
): void {
  const { version } = record.customer;
  Object.assign(record.members, {
    customer_status: status,
    updated_at: formatTimestamp(atMs),
    last_status_updated_at: new Date(atMs).toISOString(),
    capabilities: capabilitiesOf(version, { isApproved: status === 'APPROVED' }),
    ...findingsOf(record, status, outcome),
  });
}

function findingsOf(record: CustomerRecord, status: unknown, outcome: ReviewOutcome) {
  const { version } = record.customer;
  const { identity } = record.documents;
  if (status === 'REJECTED') return rejectedFindings(identity);
  if (status !== STATUS_NAMES[version].requested) return NO_FINDINGS;
  if (outcome === 'selfieRequested') return selfieFindings();
  return outcome === 'addressRequested' ? addressFindings(version) : expiredFindings(version, identity);
}

function hasOpenRequest({ request_for_information: requests }: CustomerMembers): boolean {
  return Array.isArray(requests) && requests.length > 0;
}
