import type { History, OperationHistory, Told, UpstreamCall, WorldEvent } from './history.ts';

export type FaultKind = 'doubled' | 'lost' | 'misreported';

export interface Violation {
  readonly kind: FaultKind;
  readonly operation: OperationHistory;
  readonly reason: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Nothing could have known better: the record had expired, or see `isRecordDestroyed`. */
  readonly beyondPromise: readonly Violation[];
  /** Operations that the upstream did. */
  readonly doneCount: number;
  /** Whether so few were done that the verdict says nothing: who refuses everything doubles nothing. */
  readonly isEmpty: boolean;
}

const MIN_DONE = 0.5;

interface Finding extends Violation {
  /** The work that was forgotten, and when somebody acted on that. Undefined where no record was needed. */
  readonly forgotten?: { readonly work: Work; readonly atMs: number };
}

interface Work extends UpstreamCall {
  readonly doneAtMs: number;
}

/** Compares what clients were told with what the upstream did. docs/fuzzing.md defines the three kinds. */
export function judge({ operations, events, recordLifeMs }: History): Verdict {
  const findings = operations.flatMap((operation) => [
    ...doubled(operation),
    ...lost(operation),
    ...misreported(operation),
  ]);
  const violations: Violation[] = [];
  const beyondPromise: Violation[] = [];
  for (const { forgotten, ...violation } of findings) {
    const isExpired = forgotten && forgotten.atMs > forgotten.work.arrivedAtMs + recordLifeMs;
    const isExcused = isExpired || (forgotten && isRecordDestroyed(violation.operation, forgotten, events));
    (isExcused ? beyondPromise : violations).push(violation);
  }
  const doneCount = operations.filter((operation) => workOf(operation).length > 0).length;
  return { violations, beyondPromise, doneCount, isEmpty: doneCount < MIN_DONE * operations.length };
}

function workOf({ calls }: OperationHistory): Work[] {
  return calls
    .flatMap((call) => (call.doneAtMs === undefined ? [] : [{ ...call, doneAtMs: call.doneAtMs }]))
    .sort((a, b) => a.arrivedAtMs - b.arrivedAtMs);
}

function doubled(operation: OperationHistory): Finding[] {
  const [first, second, ...more] = workOf(operation);
  if (!first || !second) return [];
  const reason = `the upstream did it ${2 + more.length} times`;
  return [{ kind: 'doubled', operation, reason, forgotten: { work: first, atMs: second.arrivedAtMs } }];
}

function lost(operation: OperationHistory): Finding[] {
  const work = workOf(operation);
  const created = new Set(work.map(({ createdCustomerId }) => createdCustomerId));
  const liar = operation.told.find(
    (told) =>
      told.answer === 'SUCCEEDED' &&
      (work.length === 0 ||
        (operation.kind === 'create' && told.question === 'write' && !created.has(told.customerId))),
  );
  if (!liar) return [];
  return [
    { kind: 'lost', operation, reason: `${nameOf(liar)} said it succeeded; the upstream never did it` },
  ];
}

/** No plan causes these: each request of an operation is the same, and none is malformed. */
const NEVER_RIGHT: ReadonlySet<string | undefined> = new Set([
  'BAD_USER_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL_SERVER_ERROR',
]);

function misreported(operation: OperationHistory): Finding[] {
  const wrong = operation.told.find(({ code }) => NEVER_RIGHT.has(code));
  if (wrong) {
    const reason = `${nameOf(wrong)} said ${wrong.code}, which nothing in the operation can cause`;
    return [{ kind: 'misreported', operation, reason }];
  }
  const work = workOf(operation);
  for (const told of operation.told) {
    const denied = work.find((done) => denies(told, done));
    if (!denied) continue;
    const reason = `${nameOf(told)} said ${told.code ?? told.answer}; the upstream had done it`;
    const isOwnWork = denied.requestId === told.requestId;
    const forgotten = isOwnWork ? {} : { forgotten: { work: denied, atMs: told.atMs } };
    return [{ kind: 'misreported', operation, reason, ...forgotten }];
  }
  return [];
}

/** Whether an answer says that this work was not done. */
function denies(told: Told, { requestId, arrivedAtMs, doneAtMs }: Work): boolean {
  if (told.question === 'attachOutcome') {
    if (told.answer === 'NOT_FOUND') return arrivedAtMs < told.askedAtMs;
    return /^(REFUSED|NOT_ATTACHED_FOR_GOOD)$/.test(told.answer) && doneAtMs < told.askedAtMs;
  }
  // These speak of their own request only: an earlier one may have done the work.
  if (told.answer === 'RETRYABLE' || told.answer === 'WAIT') return told.requestId === requestId;
  return told.answer === 'FAILED' && (told.requestId === requestId || doneAtMs < told.askedAtMs);
}

/** A replica that cannot speak for so long after Redis was emptied is as good as gone: the others do not wait for it. */
const SPEAKS_WITHIN_MS = 3_000;

/**
 * Whether nobody was left who could know of the work: Redis lost everything after it, and the replica that did it, which
 * could have told Redis again, ended or was frozen.
 */
function isRecordDestroyed(
  { told }: OperationHistory,
  { work, atMs }: NonNullable<Finding['forgotten']>,
  events: readonly WorldEvent[],
): boolean {
  const replica = told.find(({ requestId }) => requestId === work.requestId)?.replica;
  if (replica === undefined) return false;
  const since = events.filter(({ fromMs, toMs }) => toMs >= work.arrivedAtMs && fromMs <= atMs);
  const speakTimes = since.filter((event) => event.isRedisEmptied).map(({ toMs }) => toMs + SPEAKS_WITHIN_MS);
  return speakTimes.some((speaksAtMs) =>
    since.some(
      ({ endedReplica, frozenReplica, fromMs, toMs }) =>
        endedReplica === replica || (frozenReplica === replica && fromMs < speaksAtMs && toMs > speaksAtMs),
    ),
  );
}

function nameOf({ question, replica }: Told): string {
  return question === 'write' ? replica : `${replica}, asked by attachOutcome,`;
}
