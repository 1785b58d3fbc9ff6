import type { CustomerApi } from '../settings.ts';

export type ReviewOutcome = 'approved' | 'rejected' | 'held' | 'documentRequested' | 'selfieRequested';

const OUTCOME_BY_MAGIC_VALUE: ReadonlyMap<unknown, ReviewOutcome> = new Map([
  ['SANDBOX-REJECTED', 'rejected'],
  ['SANDBOX-RFI', 'documentRequested'],
  ['SANDBOX-SELFIE', 'selfieRequested'],
  ['SANDBOX-HOLD', 'held'],
]);

/** How a review ends. The first magic value decides. v1 has no selfies. */
export function reviewOutcome(version: CustomerApi, ...values: readonly unknown[]): ReviewOutcome {
  const magic = values.find((value) => OUTCOME_BY_MAGIC_VALUE.has(value));
  const outcome = OUTCOME_BY_MAGIC_VALUE.get(magic) ?? 'approved';
  return outcome === 'selfieRequested' && version === 'v1' ? 'approved' : outcome;
}

/** The names of statuses depend on the version that created the customer. All other names are the same. */
export const STATUS_NAMES = {
  v1: { queued: 'QUEUED', held: 'ON_HOLD', requested: 'REINITIATE' },
  v2: { queued: 'PROCESSING', held: 'IN_COMPLIANCE', requested: 'ACTION_REQUIRED' },
} as const satisfies Record<CustomerApi, unknown>;

export function statusAfter(outcome: ReviewOutcome, version: CustomerApi): string {
  const { held, requested } = STATUS_NAMES[version];
  const statuses: Readonly<Record<ReviewOutcome, string>> = {
    approved: 'APPROVED',
    rejected: 'REJECTED',
    held,
    documentRequested: requested,
    selfieRequested: requested,
  };
  return statuses[outcome];
}
