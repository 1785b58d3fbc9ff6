import type { MagicValue } from '../documents/magic-numbers.ts';
import type { CustomerApi } from '../settings.ts';

export const REVIEW_OUTCOMES = [
  'approved',
  'rejected',
  'held',
  'documentRequested',
  'addressRequested',
  'selfieRequested',
] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

const MAGIC_REVIEWS = [
  { value: 'SANDBOX-REJECTED', outcome: 'rejected', effect: 'The review ends with a rejection.' },
  {
    value: 'SANDBOX-RFI',
    outcome: 'documentRequested',
    effect: 'The review asks for the identity document again.',
  },
  {
    value: 'SANDBOX-ADDRESS',
    outcome: 'addressRequested',
    effect: 'The review asks for the proof of address again.',
  },
  {
    value: 'SANDBOX-SELFIE',
    outcome: 'selfieRequested',
    effect: 'v2 only: the review asks for another selfie.',
  },
  { value: 'SANDBOX-HOLD', outcome: 'held', effect: 'The review puts the customer on hold.' },
] as const satisfies readonly (MagicValue & { readonly outcome: ReviewOutcome })[];

export const REVIEW_MAGIC_VALUES: readonly MagicValue[] = MAGIC_REVIEWS.map(({ value, effect }) => ({
  value,
  effect,
}));

const OUTCOME_BY_MAGIC_VALUE: ReadonlyMap<unknown, ReviewOutcome> = new Map(
  MAGIC_REVIEWS.map(({ value, outcome }) => [value, outcome]),
);

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
    addressRequested: requested,
    selfieRequested: requested,
  };
  return statuses[outcome];
}
