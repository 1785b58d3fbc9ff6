import type { OperationKind } from './history.ts';
import type { Random } from './random.ts';

/** What becomes of one call at the upstream. */
export interface UpstreamFault {
  readonly isDone: boolean;
  /** Before it is done, or not done. */
  readonly delayMs: number;
  readonly ending: 'answer' | 'cut' | 'silence' | 'broken answer' | CannedAnswer;
}

export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface OperationPlan {
  readonly name: string;
  readonly kind: OperationKind;
  readonly key: string;
  readonly customerId: string;
  readonly tosPoliciesValue: string;
  /** One for each call of the write in turn; later calls go well. */
  readonly writeFaults: readonly UpstreamFault[];
  readonly uploadFaults: readonly UpstreamFault[];
  readonly hands: readonly HandPlan[];
}

/** One client that works at an operation. Two of one operation work at the same time. */
export interface HandPlan {
  readonly name: string;
  readonly startsAfterMs: number;
  /** Hangs up on its first request after so long. */
  readonly hangsUpAfterMs: number | undefined;
  /** Asks attachOutcome after a lost answer; otherwise sends again. */
  readonly asksAfterLostAnswer: boolean;
  /** Does it all again after a success, as a user who presses twice. */
  readonly repeatsAfterSuccess: boolean;
  readonly random: Random;
}

const KINDS: readonly OperationKind[] = [
  'attach',
  'attach',
  'attachWithFiles',
  'create',
  'answerInformationRequest',
];
const MAX_CALL_DELAY_MS = 2_600;

/** The same for the same source of chance. */
export function planOperation(random: Random, name: string): OperationPlan {
  const handCount = random.chance(0.25) ? 2 : 1;
  return {
    name,
    kind: random.pick(KINDS),
    key: random.uuid(),
    customerId: random.uuid(),
    tosPoliciesValue: random.uuid(),
    writeFaults: random.chance(0.45)
      ? Array.from({ length: random.int(1, 2) }, () => planUpstreamFault(random))
      : [],
    uploadFaults: random.chance(0.1) ? [planUpstreamFault(random)] : [],
    hands: Array.from({ length: handCount }, (_, index) => planHand(random, `${index + 1}`)),
  };
}

function planHand(random: Random, name: string): HandPlan {
  return {
    name,
    startsAfterMs: random.chance(0.5) ? 0 : random.int(0, 400),
    hangsUpAfterMs: random.chance(0.07) ? random.int(1, 600) : undefined,
    asksAfterLostAnswer: random.chance(0.5),
    repeatsAfterSuccess: random.chance(0.2),
    random: random.fork(`hand ${name}`),
  };
}

const RETRY_AFTER = { 'retry-after': '1' };
/** All are documented refusals, so nothing was done. */
const REFUSALS: readonly CannedAnswer[] = [
  { status: 409 },
  { status: 422 },
  { status: 423 },
  { status: 429, headers: RETRY_AFTER },
];
/** These say nothing about what was done. */
const TROUBLES: readonly CannedAnswer[] = [
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 503, headers: RETRY_AFTER },
  { status: 504 },
];

function planUpstreamFault(random: Random): UpstreamFault {
  const delayMs = random.chance(0.5) ? 0 : random.int(1, MAX_CALL_DELAY_MS);
  const isDone = random.chance(0.5);
  const ending = random.pick(
    isDone
      ? (['answer', 'cut', 'cut', 'silence', 'broken answer', random.pick(TROUBLES)] as const)
      : (['cut', 'silence', random.pick(REFUSALS), random.pick(REFUSALS), random.pick(TROUBLES)] as const),
  );
  return { isDone, delayMs, ending };
}

export type RedisFaultKind =
  | 'kill'
  | 'restart empty'
  | 'freeze'
  | 'hold answers'
  | 'reset connections'
  | 'read-only'
  | 'failover'
  | 'out of memory'
  | 'FLUSHALL'
  | 'latency';
export type ReplicaFaultKind = 'SIGKILL' | 'SIGTERM' | 'SIGSTOP';

export interface Trouble {
  /** How many operations have begun by then. */
  readonly afterOperations: number;
  readonly fault:
    | { readonly on: 'redis'; readonly kind: RedisFaultKind }
    | { readonly on: 'replica'; readonly index: number; readonly kind: ReplicaFaultKind };
  readonly durationMs: number;
  /** In milliseconds, where it matters. */
  readonly latencyMs: number;
}

const KEEPING_FAULTS: readonly RedisFaultKind[] = [
  'kill',
  'freeze',
  'hold answers',
  'reset connections',
  'read-only',
  'failover',
  'out of memory',
  'latency',
];
/** Less often: keyed writes are refused for a while after them. */
const EMPTYING_FAULTS: readonly RedisFaultKind[] = ['restart empty', 'FLUSHALL'];

/** Trouble with Redis and trouble with replicas are two lines of events: they overlap by chance. */
export function planTroubles(
  random: Random,
  on: 'redis' | 'replica',
  { operations, replicas }: { readonly operations: number; readonly replicas: number },
): Trouble[] {
  const troubles: Trouble[] = [];
  const [nearest, farthest] = on === 'redis' ? [8, 40] : [30, 120];
  for (let at = random.int(nearest, farthest); at < operations; at += random.int(nearest, farthest)) {
    troubles.push({
      afterOperations: at,
      fault:
        on === 'redis'
          ? { on, kind: random.pick(random.chance(0.1) ? EMPTYING_FAULTS : KEEPING_FAULTS) }
          : { on, index: random.int(0, replicas - 1), kind: random.pick(['SIGKILL', 'SIGTERM', 'SIGSTOP']) },
      durationMs: random.chance(0.1) ? random.int(3_000, 7_000) : random.int(200, 2_500),
      latencyMs: random.int(20, 700),
    });
  }
  return troubles;
}
