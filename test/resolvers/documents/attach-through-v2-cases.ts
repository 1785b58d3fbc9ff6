import type { Fault } from '../../../sandbox/faults/fault.ts';
import type { OperationName } from '../../../sandbox/routes.ts';

export const IN_V2 = 'attachIndividualDocumentsV2';
export const READ_V2 = 'getCustomerV2';
export const IN_V1 = 'attachIndividualDocuments';

interface Result {
  /** Undefined for a success. */
  readonly code?: string;
  readonly outcome?: 'UNKNOWN';
  readonly audit: 'SUCCEEDED' | 'REFUSED' | 'UNKNOWN';
  /** The effect of a second request with the same key. */
  readonly retry: 'replayed' | 'sent again';
  /** The state that `attachOutcome` returns after the first request. */
  readonly state: string;
}

type Faults = { readonly [Operation in OperationName]?: Fault };
type Calls = readonly [v2Attaches: number, v2Reads: number, v1Attaches: number];
/** The call that the error names. */
type Upstream = readonly [operation: string, status?: number];

export interface AttachCase extends Result {
  readonly when: string;
  /** The version that created the customer. */
  readonly createdBy: 'v1' | 'v2';
  readonly faults: Faults;
  readonly calls: Calls;
  readonly upstream?: Upstream | undefined;
}

const ATTACHED: Result = { audit: 'SUCCEEDED', retry: 'replayed', state: 'SUCCEEDED' };
const INVALID: Result = {
  code: 'FIN_VALIDATION_FAILED',
  audit: 'REFUSED',
  retry: 'replayed',
  state: 'REFUSED',
};
const notDone = (code: string): Result => ({
  code,
  audit: 'REFUSED',
  retry: 'sent again',
  state: 'NOT_FOUND',
});
const lost = (code: string, state: string): Result => ({
  code,
  outcome: 'UNKNOWN',
  audit: 'UNKNOWN',
  retry: 'replayed',
  state,
});

type Answer = readonly [what: string, fault: Fault, result: Result, status?: number];

const OTHER_ID: Fault = { body: { data: { customer_id: '00000000-0000-4000-8000-000000000000' } } };
const NO = { message: 'No' };

/** Answers to an attach that end the matter in either step. */
const FINAL: Answer[] = [
  ['400', { status: 400, body: NO }, INVALID, 400],
  ['422', { status: 422, body: NO }, INVALID, 422],
  ['409', { status: 409 }, notDone('CONFLICT'), 409],
  ['423', { status: 423 }, notDone('FEATURE_LOCKED'), 423],
  ['429', { status: 429 }, notDone('RATE_LIMITED'), 429],
  ['500', { status: 500 }, lost('UPSTREAM_UNAVAILABLE', 'NOT_ATTACHED'), 500],
  [
    '503',
    { status: 503, headers: { 'retry-after': '1' } },
    lost('UPSTREAM_UNAVAILABLE', 'NOT_ATTACHED'),
    503,
  ],
  ['504', { status: 504 }, lost('UPSTREAM_TIMEOUT', 'NOT_ATTACHED'), 504],
  ['nothing', { reset: 'before-headers', afterProcessing: true }, lost('UPSTREAM_UNAVAILABLE', 'SUCCEEDED')],
  ['nonsense', { malformed: true }, lost('UPSTREAM_BAD_RESPONSE', 'NOT_ATTACHED'), 200],
  ["another customer's id", OTHER_ID, lost('UPSTREAM_BAD_RESPONSE', 'NOT_ATTACHED'), 200],
];

const FIRST_STEP = FINAL.concat([['404', { status: 404 }, notDone('NOT_FOUND'), 404]]).map(
  ([what, fault, result, status]): AttachCase => ({
    when: `v2 answers ${what}`,
    createdBy: 'v2',
    faults: { [IN_V2]: fault },
    ...result,
    upstream: status === undefined ? [IN_V2] : [IN_V2, status],
    calls: [1, 0, 0],
  }),
);

/** After a 403 of v2. Busy servers and broken connections are read from up to three times. */
const READS: [what: string, fault: Fault, reads: number][] = [
  ['finds the customer', {}, 1],
  ['is answered with 403', { status: 403 }, 1],
  ['is answered with 410', { status: 410 }, 1],
  ['is answered with 422', { status: 422 }, 1],
  ['is answered with 500', { status: 500 }, 1],
  ['is answered with 503 each time', { status: 503, times: 'always' }, 3],
  ['is cut each time', { reset: 'before-headers', times: 'always' }, 3],
  ['is answered with nonsense', { malformed: true }, 1],
  ["is answered with another customer's id", OTHER_ID, 1],
];

const FORBIDDEN: Fault = { status: 403, body: { error: { code: 'forbidden', message: 'Not eligible' } } };

const SECOND_STEP = READS.map(
  ([what, fault, reads]): AttachCase => ({
    when: `v2 answers 403, and the read ${what}`,
    createdBy: 'v2',
    faults: { [IN_V2]: FORBIDDEN, [READ_V2]: fault },
    ...notDone('FORBIDDEN'),
    upstream: [IN_V2, 403],
    calls: [1, reads, 0],
  }),
);

const THIRD_STEP = FINAL.map(
  ([what, fault, result, status]): AttachCase => ({
    when: `v2 does not know the customer, and v1 answers ${what}`,
    createdBy: 'v1',
    faults: { [IN_V1]: fault },
    ...result,
    upstream: status === undefined ? [IN_V1] : [IN_V1, status],
    calls: [1, 1, 1],
  }),
);

/** v1 says no more than v2 did. */
const FORBIDDEN_BY_BOTH = [403, 404].map(
  (status): AttachCase => ({
    when: `v2 does not know the customer, and v1 answers ${status}`,
    createdBy: 'v1',
    faults: { [IN_V1]: { status, body: NO } },
    ...notDone('FORBIDDEN'),
    upstream: [IN_V2, 403],
    calls: [1, 1, 1],
  }),
);

export const ATTACH_CASES: readonly AttachCase[] = [
  { when: 'v2 attaches', createdBy: 'v2', faults: {}, ...ATTACHED, calls: [1, 0, 0] },
  { when: 'v1 attaches', createdBy: 'v1', faults: {}, ...ATTACHED, calls: [1, 1, 1] },
  ...FIRST_STEP,
  ...SECOND_STEP,
  ...THIRD_STEP,
  ...FORBIDDEN_BY_BOTH,
];

/** One of the calls is never answered. */
export const SILENT_CASES: readonly AttachCase[] = [
  {
    when: 'v2 does not answer',
    createdBy: 'v2',
    faults: { [IN_V2]: { hang: true } },
    ...lost('UPSTREAM_TIMEOUT', 'NOT_ATTACHED'),
    upstream: [IN_V2],
    calls: [1, 0, 0],
  },
  {
    when: 'v2 answers 403, and the read is not answered',
    createdBy: 'v2',
    faults: { [IN_V2]: FORBIDDEN, [READ_V2]: { hang: true } },
    ...notDone('FORBIDDEN'),
    upstream: [IN_V2, 403],
    calls: [1, 1, 0],
  },
  {
    when: 'v2 does not know the customer, and v1 does not answer',
    createdBy: 'v1',
    faults: { [IN_V1]: { hang: true } },
    ...lost('UPSTREAM_TIMEOUT', 'NOT_ATTACHED'),
    upstream: [IN_V1],
    calls: [1, 1, 1],
  },
];
