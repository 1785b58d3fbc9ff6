import type { ClientResponse, History, OperationHistory, TestEvent, UpstreamCall } from './history.ts';

export type ViolationKind = 'doubled' | 'lost' | 'misreported';

export interface Violation {
  readonly kind: ViolationKind;
  readonly operation: OperationHistory;
  readonly reason: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** The gateway could not have known: the record had expired or was lost, see `isRecordLost`. */
  readonly beyondPromise: readonly Violation[];
  /** Number of operations that the upstream executed. */
  readonly doneCount: number;
  /** Whether too few operations were done for a verdict. A gateway that refuses everything doubles nothing. */
  readonly isEmpty: boolean;
}

const MIN_DONE = 0.5;

interface Finding extends Violation {
  /** The call whose record was missing, and when that had an effect. Undefined if no record was needed. */
  readonly lostRecord?: { readonly work: CompletedCall; readonly atMs: number };
}

interface CompletedCall extends UpstreamCall {
  readonly doneAtMs: number;
}

/** Compares the responses with what the upstream did. docs/fuzzing.md defines the three kinds of violations. */
export function judge({ operations, events, recordTtlMs }: History): Verdict {
  const findings = operations.flatMap((operation) => [
    ...doubled(operation),
    ...lost(operation),
    ...misreported(operation),
  ]);
  const violations: Violation[] = [];
  const beyondPromise: Violation[] = [];
  for (const { lostRecord, ...violation } of findings) {
    const isExpired = lostRecord && lostRecord.atMs > lostRecord.work.arrivedAtMs + recordTtlMs;
    const isExcused = isExpired || (lostRecord && isRecordLost(violation.operation, lostRecord, events));
    (isExcused ? beyondPromise : violations).push(violation);
  }
  const doneCount = operations.filter((operation) => completedCalls(operation).length > 0).length;
  return { violations, beyondPromise, doneCount, isEmpty: doneCount < MIN_DONE * operations.length };
}

function completedCalls({ calls }: OperationHistory): CompletedCall[] {
  return calls
    .flatMap((call) => (call.doneAtMs === undefined ? [] : [{ ...call, doneAtMs: call.doneAtMs }]))
    .sort((a, b) => a.arrivedAtMs - b.arrivedAtMs);
}

function doubled(operation: OperationHistory): Finding[] {
  const [first, second, ...more] = completedCalls(operation);
  if (!first || !second) return [];
  const reason = `the upstream executed it ${2 + more.length} times`;
  return [{ kind: 'doubled', operation, reason, lostRecord: { work: first, atMs: second.arrivedAtMs } }];
}

function lost(operation: OperationHistory): Finding[] {
  const work = completedCalls(operation);
  const created = new Set(work.map(({ createdCustomerId }) => createdCustomerId));
  const falseSuccess = operation.responses.find(
    (response) =>
      response.result === 'SUCCEEDED' &&
      (work.length === 0 ||
        (operation.kind === 'create' && response.question === 'write' && !created.has(response.customerId))),
  );
  if (!falseSuccess) return [];
  return [
    {
      kind: 'lost',
      operation,
      reason: `${describeSource(falseSuccess)} reported success, but the upstream never executed it`,
    },
  ];
}

/** Cannot occur in a correct run: all requests of an operation are equal and valid. */
const IMPOSSIBLE_CODES: ReadonlySet<string | undefined> = new Set([
  'BAD_USER_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL_SERVER_ERROR',
]);

function misreported(operation: OperationHistory): Finding[] {
  const wrong = operation.responses.find(({ code }) => IMPOSSIBLE_CODES.has(code));
  if (wrong) {
    const reason = `${describeSource(wrong)} said ${wrong.code}, which nothing in this operation can cause`;
    return [{ kind: 'misreported', operation, reason }];
  }
  const work = completedCalls(operation);
  for (const response of operation.responses) {
    const denied = work.find((done) => contradicts(response, done));
    if (!denied) continue;
    const reason = `${describeSource(response)} said ${response.code ?? response.result}; the upstream had executed it`;
    const isOwnWork = denied.requestId === response.requestId;
    const lostRecord = isOwnWork ? {} : { lostRecord: { work: denied, atMs: response.atMs } };
    return [{ kind: 'misreported', operation, reason, ...lostRecord }];
  }
  return [];
}

/** Whether the response says that this call was not executed. */
function contradicts(response: ClientResponse, { requestId, arrivedAtMs, doneAtMs }: CompletedCall): boolean {
  if (response.question === 'attachOutcome') {
    if (response.result === 'NOT_FOUND') return arrivedAtMs < response.sentAtMs;
    return /^(REFUSED|NOT_ATTACHED_FOR_GOOD)$/.test(response.result) && doneAtMs < response.sentAtMs;
  }
  // These only concern their own request. An earlier request may have been executed.
  if (response.result === 'RETRYABLE' || response.result === 'WAIT') return response.requestId === requestId;
  return response.result === 'FAILED' && (response.requestId === requestId || doneAtMs < response.sentAtMs);
}

/** The other replicas do not wait longer for a replica that has to restore records after Redis lost them. */
const RESTORE_WITHIN_MS = 3_000;

/**
 * Whether no replica could know of the call: Redis lost its records after it, and the replica that sent it, which could
 * have restored them, had stopped or was frozen.
 */
function isRecordLost(
  { responses }: OperationHistory,
  { work, atMs }: NonNullable<Finding['lostRecord']>,
  events: readonly TestEvent[],
): boolean {
  const replica = responses.find(({ requestId }) => requestId === work.requestId)?.replica;
  if (replica === undefined) return false;
  const since = events.filter(({ fromMs, toMs }) => toMs >= work.arrivedAtMs && fromMs <= atMs);
  const restoreTimes = since
    .filter((event) => event.isRedisEmptied)
    .map(({ toMs }) => toMs + RESTORE_WITHIN_MS);
  return restoreTimes.some((restoresAtMs) =>
    since.some(
      ({ endedReplica, frozenReplica, fromMs, toMs }) =>
        endedReplica === replica ||
        (frozenReplica === replica && fromMs < restoresAtMs && toMs > restoresAtMs),
    ),
  );
}

function describeSource({ question, replica }: ClientResponse): string {
  return question === 'write' ? replica : `${replica}, asked by attachOutcome,`;
}
