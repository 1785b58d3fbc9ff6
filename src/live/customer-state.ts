import type { ReadCustomer } from '../datasources/fin/customers/customer-details.ts';

/** A customer as it was read, and a text for comparing it with what a subscriber has. */
export interface CustomerState {
  readonly details: ReadCustomer;
  readonly fingerprint: string;
}

/** Members that are not listed here, such as the terms URL, may change without a new emission. */
export function toCustomerState(details: ReadCustomer): CustomerState {
  const { status, lastStatusUpdatedAt, requestedInformation, rejectionReason } = details;
  const compared = { status, lastStatusUpdatedAt, requestedInformation, rejectionReason };
  return { details, fingerprint: canonicalJson(compared) };
}

/** Lists are sorted, because Fin.com does not document their order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return JSON.stringify(value ?? null);
  const members = Object.entries(value).map(([name, member]) => `${name}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}
