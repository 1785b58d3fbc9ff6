import type { OperationKind } from './history.ts';
import type { Random } from './random.ts';

/** How the upstream handles one call. */
export interface UpstreamFault {
  readonly isDone: boolean;
  /** Delay before the call is executed or dropped. */
  readonly delayMs: number;
  readonly ending: 'response' | 'cut' | 'silence' | 'broken response' | CannedAnswer;
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
  /** One for each call of the write, in order. Later calls have no fault. */
  readonly writeFaults: readonly UpstreamFault[];
  readonly uploadFaults: readonly UpstreamFault[];
  readonly clients: readonly ClientPlan[];
}

/** A client of an operation. Operations may have two concurrent clients. */
export interface ClientPlan {
  readonly name: string;
  readonly startsAfterMs: number;
  /** Aborts its first request after this time. */
  readonly abortsAfterMs: number | undefined;
  /** Queries attachOutcome after a lost response instead of sending again. */
  readonly queriesAfterLostResponse: boolean;
  /** Sends it again after a success, like a person who presses the button twice. */
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

/** Returns the same plan for the same random source. */
export function planOperation(random: Random, name: string): OperationPlan {
  const clientCount = random.chance(0.25) ? 2 : 1;
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
    clients: Array.from({ length: clientCount }, (_, index) => planClient(random, `${index + 1}`)),
  };
}

function planClient(random: Random, name: string): ClientPlan {
  return {
    name,
    startsAfterMs: random.chance(0.5) ? 0 : random.int(0, 400),
    abortsAfterMs: random.chance(0.07) ? random.int(1, 600) : undefined,
    queriesAfterLostResponse: random.chance(0.5),
    repeatsAfterSuccess: random.chance(0.2),
    random: random.fork(`hand ${name}`),
  };
}

const RETRY_AFTER = { 'retry-after': '1' };
/** Documented rejections: nothing was done. */
const REJECTIONS: readonly CannedAnswer[] = [
  { status: 409 },
  { status: 422 },
  { status: 423 },
  { status: 429, headers: RETRY_AFTER },
];
/** These do not tell whether anything was done. */
const SERVER_ERRORS: readonly CannedAnswer[] = [
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
      ? (['response', 'cut', 'cut', 'silence', 'broken response', random.pick(SERVER_ERRORS)] as const)
      : ([
          'cut',
          'silence',
          random.pick(REJECTIONS),
          random.pick(REJECTIONS),
          random.pick(SERVER_ERRORS),
        ] as const),
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

export interface Disruption {
  /** Number of operations that have started by then. */
  readonly afterOperations: number;
  readonly fault:
    | { readonly on: 'redis'; readonly kind: RedisFaultKind }
    | { readonly on: 'replica'; readonly index: number; readonly kind: ReplicaFaultKind };
  readonly durationMs: number;
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
/** Chosen less often, because keyed writes are refused for a while afterwards. */
const EMPTYING_FAULTS: readonly RedisFaultKind[] = ['restart empty', 'FLUSHALL'];

/** Disruptions of Redis and of replicas are planned independently, so they overlap by chance. */
export function planDisruptions(
  random: Random,
  on: 'redis' | 'replica',
  { operations, replicas }: { readonly operations: number; readonly replicas: number },
): Disruption[] {
  const disruptions: Disruption[] = [];
  const [nearest, farthest] = on === 'redis' ? [8, 40] : [30, 120];
  for (let at = random.int(nearest, farthest); at < operations; at += random.int(nearest, farthest)) {
    disruptions.push({
      afterOperations: at,
      fault:
        on === 'redis'
          ? { on, kind: random.pick(random.chance(0.1) ? EMPTYING_FAULTS : KEEPING_FAULTS) }
          : { on, index: random.int(0, replicas - 1), kind: random.pick(['SIGKILL', 'SIGTERM', 'SIGSTOP']) },
      durationMs: random.chance(0.1) ? random.int(3_000, 7_000) : random.int(200, 2_500),
      latencyMs: random.int(20, 700),
    });
  }
  return disruptions;
}
