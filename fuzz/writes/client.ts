import { setTimeout as pause } from 'node:timers/promises';
import type { OperationHistory } from './history.ts';
import type { ClientPlan, OperationPlan } from './plan.ts';
import type { Replica } from './replica.ts';
import { type GraphQLRequest, outcomeRequest, writeRequest } from './requests.ts';
import { ask, type GraphQLResponse, readOutcome, readWrite } from './responses.ts';

export interface ClientOptions {
  readonly plan: OperationPlan;
  readonly client: ClientPlan;
  readonly history: OperationHistory;
  readonly storedUri: string;
  readonly replicas: readonly Replica[];
  readonly now: () => number;
  readonly signal: AbortSignal;
}

type Step = 'write' | 'ask' | 'ask again' | 'stop';

const MAX_REQUESTS = 10;
const MAX_WAIT_MS = 4_000;
/** Exceeds the longest delay of the upstream. Stands for the minute after which NOT_ATTACHED is final, see docs/idempotency.md. */
const SETTLED_AFTER_MS = 3_000;

/** Executes one operation the way docs/errors.md and docs/idempotency.md tell clients to. */
export async function runClient(options: ClientOptions): Promise<void> {
  await pause(options.client.startsAfterMs, undefined, { signal: options.signal });
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
    this.#repeatsLeft = options.client.repeatsAfterSuccess ? 1 : 0;
  }

  async work(): Promise<void> {
    let step: Step = 'write';
    while (step !== 'stop' && this.#requests < MAX_REQUESTS) {
      step = step === 'write' ? await this.#write() : await this.#askOutcome(step === 'ask again');
    }
  }

  async #write(): Promise<Step> {
    const { plan, client, history, storedUri } = this.#options;
    const { response, ...sent } = await this.#send(writeRequest(plan, storedUri));
    const { retryAfterSeconds, ...read } = readWrite(response);
    history.responses.push({ question: 'write', ...sent, ...read });
    switch (read.result) {
      case 'FAILED':
        return 'stop';
      case 'SUCCEEDED':
        return this.#repeat();
      case 'UNKNOWN':
        return this.#isAttach ? 'ask' : this.#repeat();
      case 'NO_RESPONSE':
        await this.#wait(undefined);
        return this.#isAttach && client.queriesAfterLostResponse ? 'ask' : 'write';
      default:
        await this.#wait(retryAfterSeconds);
        return 'write';
    }
  }

  async #askOutcome(isSettled: boolean): Promise<Step> {
    const { response, ...sent } = await this.#send(outcomeRequest(this.#options.plan));
    const { result, code, retryAfterSeconds } = readOutcome(response);
    const isFinal = isSettled && result === 'NOT_ATTACHED';
    this.#options.history.responses.push({
      question: 'attachOutcome',
      ...sent,
      result: isFinal ? 'NOT_ATTACHED_FOR_GOOD' : result,
      code,
    });
    if (result === 'NOT_FOUND') return 'write';
    if (result === 'NOT_ATTACHED' && !isFinal) {
      await pause(SETTLED_AFTER_MS, undefined, { signal: this.#options.signal });
      return 'ask again';
    }
    if (result === 'IN_FLIGHT' || result === 'ERROR' || result === 'NO_RESPONSE') {
      await this.#wait(retryAfterSeconds);
      return isSettled ? 'ask again' : 'ask';
    }
    return result === 'SUCCEEDED' ? this.#repeat() : 'stop';
  }

  /** Like a person who presses the button twice. It must change nothing. */
  #repeat(): Step {
    if (this.#repeatsLeft === 0) return 'stop';
    this.#repeatsLeft -= 1;
    return this.#isAttach && this.#options.client.queriesAfterLostResponse ? 'ask' : 'write';
  }

  async #send(request: GraphQLRequest): Promise<Sent> {
    const { plan, client, now, signal } = this.#options;
    this.#requests += 1;
    const { url, name: replica } = this.#pickReplica();
    const requestId = `${plan.name}.${client.name}.${this.#requests}`;
    const isAborted = this.#requests === 1 && client.abortsAfterMs !== undefined;
    const hangUp = isAborted ? [AbortSignal.timeout(client.abortsAfterMs)] : [];
    const sentAtMs = now();
    const response = await ask(url, requestId, request, AbortSignal.any([signal, ...hangUp]));
    signal.throwIfAborted();
    return { response, requestId, replica, sentAtMs, atMs: now() };
  }

  /** Like a load balancer that usually knows which replicas are running. */
  #pickReplica(): Replica {
    const { client, replicas } = this.#options;
    const running = replicas.filter(({ isRunning }) => isRunning);
    return client.random.pick(running.length > 0 && client.random.chance(0.9) ? running : replicas);
  }

  async #wait(retryAfterSeconds: number | undefined): Promise<void> {
    const documentedMs = 1_000 * (retryAfterSeconds || 2 ** this.#waits);
    this.#waits += 1;
    const waitMs = Math.min(MAX_WAIT_MS, documentedMs) * (1 + this.#options.client.random.next() / 2);
    await pause(waitMs, undefined, { signal: this.#options.signal });
  }
}

interface Sent {
  readonly response: GraphQLResponse | undefined;
  readonly requestId: string;
  readonly replica: string;
  readonly sentAtMs: number;
  readonly atMs: number;
}
