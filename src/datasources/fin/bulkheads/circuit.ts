import { setTimeout as delay } from 'node:timers/promises';
import { type OpenCause, toOpenCircuitError } from '../errors/unsent-error.ts';
import type { Verdict } from './verdict.ts';

/** So many calls must fail in a row. Under load, a few broken connections or an overloaded replica do not get there. */
const FAILURES_TO_OPEN = 20;
const FIRST_OPEN_MS = 1_000;
const MAX_OPEN_MS = 15_000;
/** A longer Retry-After is not followed blindly: one odd response must not close an operation for an hour. */
const MAX_PAUSE_MS = 30_000;
/** How long others wait while a probe takes its time, before one more is sent. */
const PROBE_INTERVAL_MS = 5_000;
/** How long calls wait for the result of a probe after a pause that Fin.com asked for. */
const MAX_PROBE_WAIT_MS = 1_000;
/** A timer may fire slightly before its time. */
const TIMER_TOLERANCE_MS = 2;

export type CircuitState = 'closed' | 'open' | 'half_open';

export interface CircuitChange {
  readonly operation: string;
  readonly state: CircuitState;
  /** Why calls are not sent. Undefined when they are. */
  readonly cause?: OpenCause;
}

interface CircuitOptions {
  readonly operation: string;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
  readonly onChange: (change: CircuitChange) => void;
}

interface Opening {
  readonly cause: OpenCause;
  readonly untilMs: number;
}

/**
 * Decides whether calls of one operation are sent. It opens after many failures in a row, and for as long as Fin.com asks
 * with Retry-After. Then one call is sent as a probe, and its result closes the circuit or opens it again.
 */
export class Circuit {
  readonly #operation: string;
  readonly #now: () => number;
  readonly #onChange: (change: CircuitChange) => void;
  #failures = 0;
  #openings = 0;
  #opening: Opening | undefined;
  #probe: PromiseWithResolvers<void> | undefined;

  constructor({ operation, now, onChange }: CircuitOptions) {
    this.#operation = operation;
    this.#now = now;
    this.#onChange = onChange;
  }

  get isClosed(): boolean {
    return this.#opening === undefined;
  }

  /** @throws {GatewayError} if calls are not sent at present */
  check(): void {
    if (!this.#opening) return;
    const leftMs = this.#opening.untilMs - this.#now();
    if (leftMs > TIMER_TOLERANCE_MS) throw toOpenCircuitError(this.#operation, this.#opening.cause, leftMs);
  }

  /**
   * Begins a call. Its end must be reported with `leave`.
   *
   * @returns whether the call is a probe
   * @throws {GatewayError} if calls are not sent at present
   */
  async enter(): Promise<boolean> {
    // After a pause, many calls begin at once, and the server is known to answer.
    if (this.#probe && this.#opening?.cause !== 'failures') await this.#waitForProbe();
    this.check();
    if (!this.#opening) return false;
    const { cause } = this.#opening;
    this.#opening = { cause, untilMs: this.#now() + PROBE_INTERVAL_MS };
    this.#probe = Promise.withResolvers();
    this.#onChange({ operation: this.#operation, state: 'half_open', cause });
    return true;
  }

  leave(verdict: Verdict, isProbe: boolean): void {
    if (isProbe) this.#endProbe();
    if (verdict.kind === 'paused') this.#pause(verdict.cause, verdict.pauseMs, isProbe);
    else if (verdict.kind === 'inconclusive') this.#allowProbe(isProbe);
    else if (isProbe || this.isClosed) this.#count(verdict.kind === 'failed', isProbe);
  }

  async #waitForProbe(): Promise<void> {
    const probe = this.#probe;
    const deadlineMs = this.#now() + MAX_PROBE_WAIT_MS;
    while (probe && probe === this.#probe && this.#now() < deadlineMs)
      await atMost(deadlineMs - this.#now(), probe.promise);
  }

  #endProbe(): void {
    this.#probe?.resolve();
    this.#probe = undefined;
  }

  #allowProbe(isProbe: boolean): void {
    if (isProbe && this.#opening) this.#opening = { ...this.#opening, untilMs: this.#now() };
  }

  #count(hasFailed: boolean, isProbe: boolean): void {
    this.#failures = hasFailed ? this.#failures + 1 : 0;
    if (!hasFailed) this.#close();
    else if (isProbe || this.#failures >= FAILURES_TO_OPEN) {
      const openMs = Math.min(MAX_OPEN_MS, FIRST_OPEN_MS * 2 ** this.#openings);
      this.#openings += 1;
      this.#open({ cause: 'failures', untilMs: this.#now() + openMs });
    }
  }

  #pause(cause: OpenCause, pauseMs: number, isProbe: boolean): void {
    const untilMs = this.#now() + Math.min(MAX_PAUSE_MS, pauseMs);
    // The longest pause counts if concurrent calls were asked for several.
    if (isProbe || !this.#opening || untilMs > this.#opening.untilMs) this.#open({ cause, untilMs });
  }

  #open(opening: Opening): void {
    this.#opening = opening;
    this.#onChange({ operation: this.#operation, state: 'open', cause: opening.cause });
  }

  #close(): void {
    this.#openings = 0;
    if (!this.#opening) return;
    this.#opening = undefined;
    this.#onChange({ operation: this.#operation, state: 'closed' });
  }
}

async function atMost(maxMs: number, promise: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([promise, delay(maxMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
}
