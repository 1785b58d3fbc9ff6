import type { Fault } from '../faults/faults.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange, SandboxState } from '../http/exchange.ts';

/** What a request came to. */
export interface Outcome {
  readonly answer: Answer;
  /** Asked for by the request itself, with a magic document number. */
  readonly fault?: Fault | undefined;
}

/**
 * Reads one operation's request and writes what came into the record.
 *
 * @returns what happens if the request takes effect, to be called at most once; `aborted` if the client broke off
 */
export type Route = (exchange: Exchange, state: SandboxState) => Promise<(() => Outcome) | 'aborted'>;
