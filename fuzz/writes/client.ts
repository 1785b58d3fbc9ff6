import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, ask, readOutcome, readWrite } from './answers.ts';
import type { OperationHistory } from './history.ts';
import type { HandPlan, OperationPlan } from './plan.ts';
import type { Replica } from './replica.ts';
import { type GraphQLRequest, outcomeRequest, writeRequest } from './requests.ts';

export interface ClientOptions {
  readonly plan: OperationPlan;
  readonly hand: HandPlan;
  readonly history: OperationHistory;
  readonly storedUri: string;
  readonly replicas: readonly Replica[];
  readonly now: () => number;
  readonly signal: AbortSignal;
}

type Step = 'write' | 'ask' | 'ask again' | 'stop';

const MAX_REQUESTS = 10;
const MAX_WAIT_MS = 4_000;
/** Longer than the upstream delays a call. Stands for the minute of docs/idempotency.md, after which NOT_ATTACHED holds. */
const UPSTREAM_AT_REST_MS = 3_000;

/** Works at one operation as docs/errors.md and docs/idempotency.md ask clients to. */
export async function workAt(options: ClientOptions): Promise<void> {
  await pause(options.hand.startsAfterMs, undefined, { signal: options.signal });
  await new Client(options).work();
}

class Client {
  readonly #options: ClientOptions;
  readonly #isAttach: boolean;
  #requests = 0;
  #waits = 0;
  #repeatsLeft: number;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#isAttach = options.plan.kind.startsWith('attach');
    this.#repeatsLeft = options.hand.repeatsAfterSuccess ? 1 : 0;
  }

  async work(): Promise<void> {
    let step: Step = 'write';
    while (step !== 'stop' && this.#requests < MAX_REQUESTS) {
      step = step === 'write' ? await this.#write() : await this.#askOutcome(step === 'ask again');
    }
  }

  async #write(): Promise<Step> {
    const { plan, hand, history, storedUri } = this.#options;
    const { answered, ...sent } = await this.#send(writeRequest(plan, storedUri));
    const { retryAfterSeconds, ...read } = readWrite(answered);
    history.told.push({ question: 'write', ...sent, ...read });
    switch (read.answer) {
      case 'FAILED':
        return 'stop';
      case 'SUCCEEDED':
        return this.#repeat();
      case 'UNKNOWN':
        return this.#isAttach ? 'ask' : this.#repeat();
      case 'NO_ANSWER':
        await this.#wait(undefined);
        return this.#isAttach && hand.asksAfterLostAnswer ? 'ask' : 'write';
      default:
        await this.#wait(retryAfterSeconds);
        return 'write';
    }
  }

  async #askOutcome(hasRested: boolean): Promise<Step> {
    const { answered, ...sent } = await this.#send(outcomeRequest(this.#options.plan));
    const { answer, code, retryAfterSeconds } = readOutcome(answered);
    const isFinal = hasRested && answer === 'NOT_ATTACHED';
    this.#options.history.told.push({
      question: 'attachOutcome',
      ...sent,
      answer: isFinal ? 'NOT_ATTACHED_FOR_GOOD' : answer,
      code,
    });
    if (answer === 'NOT_FOUND') return 'write';
    if (answer === 'NOT_ATTACHED' && !isFinal) {
      await pause(UPSTREAM_AT_REST_MS, undefined, { signal: this.#options.signal });
      return 'ask again';
    }
    if (answer === 'IN_FLIGHT' || answer === 'ERROR' || answer === 'NO_ANSWER') {
      await this.#wait(retryAfterSeconds);
      return hasRested ? 'ask again' : 'ask';
    }
    return answer === 'SUCCEEDED' ? this.#repeat() : 'stop';
  }

  /** As a person does who presses the button again: it must change nothing. */
  #repeat(): Step {
    if (this.#repeatsLeft === 0) return 'stop';
    this.#repeatsLeft -= 1;
    return this.#isAttach && this.#options.hand.asksAfterLostAnswer ? 'ask' : 'write';
  }

  async #send(request: GraphQLRequest): Promise<Sent> {
    const { plan, hand, now, signal } = this.#options;
    this.#requests += 1;
    const { url, name: replica } = this.#pickReplica();
    const requestId = `${plan.name}.${hand.name}.${this.#requests}`;
    const isHungUp = this.#requests === 1 && hand.hangsUpAfterMs !== undefined;
    const hangUp = isHungUp ? [AbortSignal.timeout(hand.hangsUpAfterMs)] : [];
    const askedAtMs = now();
    const answered = await ask(url, requestId, request, AbortSignal.any([signal, ...hangUp]));
    signal.throwIfAborted();
    return { answered, requestId, replica, askedAtMs, atMs: now() };
  }

  /** As a load balancer that mostly knows which replicas are there. */
  #pickReplica(): Replica {
    const { hand, replicas } = this.#options;
    const running = replicas.filter(({ isRunning }) => isRunning);
    return hand.random.pick(running.length > 0 && hand.random.chance(0.9) ? running : replicas);
  }

  async #wait(retryAfterSeconds: number | undefined): Promise<void> {
    const documentedMs = 1_000 * (retryAfterSeconds || 2 ** this.#waits);
    this.#waits += 1;
    const waitMs = Math.min(MAX_WAIT_MS, documentedMs) * (1 + this.#options.hand.random.next() / 2);
    await pause(waitMs, undefined, { signal: this.#options.signal });
  }
}

interface Sent {
  readonly answered: Answer | undefined;
  readonly requestId: string;
  readonly replica: string;
  readonly askedAtMs: number;
  readonly atMs: number;
}
