import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpConnection, type HttpResponse } from './load/http-connection.ts';
import { createRequests, type LoadRequest } from './load/load-request.ts';
import { type Quantiles, quantilesOf } from './load/quantiles.ts';

/**
 * Sends requests at fixed times, whether or not earlier ones have a response. Latencies count from these times, so that a
 * slow server cannot hide by delaying the load. Passed as a JSON argument.
 */
export interface OpenLoadJob {
  readonly url: string;
  readonly request: LoadRequest;
  readonly perSecond: number;
  /** If none of them is free, a request waits. */
  readonly connections: number;
  readonly durationMs: number;
  /** A response that comes later does not count as right. */
  readonly patienceMs: number;
}

/** Printed as JSON. Each request is counted once; latencies are those of the right responses. */
export interface OpenLoadResult extends Quantiles {
  readonly right: number;
  /** Refused with 503 and the code RATE_LIMITED. */
  readonly refused: number;
  readonly wrong: number;
  readonly firstWrong: string | undefined;
  /** The response came too late, or not at all. */
  readonly late: number;
  /** The server closed the connection. */
  readonly broken: number;
  /** No connection became free in time. */
  readonly unsent: number;
}

const MAX_DURATION_MS = 30_000;
/** Short enough not to add to the latencies. A busy loop would take the core away from the upstream. */
const MAX_SLEEP_MS = 0.1;

class OpenLoad {
  readonly #job: OpenLoadJob;
  readonly #nextRequest: () => string;
  readonly #idle: HttpConnection[] = [];
  readonly #all = new Set<HttpConnection>();
  readonly #latencies: number[] = [];
  /** When each request became due that waits for a connection, in order. */
  readonly #unsent: number[] = [];
  readonly #counts = { refused: 0, wrong: 0, late: 0, broken: 0, unsent: 0 };
  #inFlight = 0;
  #isOver: boolean = false;
  #firstWrong: string | undefined;

  constructor(job: OpenLoadJob) {
    this.#job = job;
    this.#nextRequest = createRequests(job.url, job.request);
  }

  async run(): Promise<OpenLoadResult> {
    const { perSecond, connections, durationMs, patienceMs } = this.#job;
    await Promise.all(Array.from({ length: connections }, () => this.#connect()));
    const startedAt = performance.now();
    const total = Math.floor((Math.min(durationMs, MAX_DURATION_MS) / 1000) * perSecond);
    const dueAt = (index: number) => startedAt + (index / perSecond) * 1000;
    for (let due = 0; due < total; ) {
      const now = performance.now();
      for (; due < total && dueAt(due) <= now; due += 1) this.#unsent.push(dueAt(due));
      this.#sendNewest();
      await nextTurn();
      sleepUntil(dueAt(due));
    }
    await this.#finish(performance.now() + patienceMs);
    this.#counts.unsent += this.#unsent.length;
    const right = this.#latencies.length;
    return { right, ...this.#counts, firstWrong: this.#firstWrong, ...quantilesOf(this.#latencies) };
  }

  async #finish(deadline: number): Promise<void> {
    while (this.#inFlight > 0 && performance.now() < deadline) {
      await nextTurn();
      sleepUntil(deadline);
    }
    this.#isOver = true;
    for (const connection of this.#all) connection.close();
    while (this.#inFlight > 0) await nextTurn();
  }

  async #connect(): Promise<void> {
    const connection = await HttpConnection.open(this.#job.url);
    if (this.#isOver) {
      connection.close();
      return;
    }
    this.#all.add(connection);
    this.#idle.push(connection);
  }

  /**
   * Clients do not wait for each other: when a connection becomes free, the request that became due last is sent. In the
   * order of their times, all requests would be sent too late as soon as one is.
   */
  #sendNewest(): void {
    while (this.#idle.length > 0) {
      const dueAt = this.#unsent.pop();
      if (dueAt === undefined) return;
      if (performance.now() - dueAt > this.#job.patienceMs) {
        this.#counts.unsent += this.#unsent.length + 1;
        this.#unsent.length = 0;
        return;
      }
      const connection = this.#idle.pop();
      if (connection) void this.#exchange(connection, dueAt);
    }
  }

  async #exchange(connection: HttpConnection, dueAt: number): Promise<void> {
    this.#inFlight += 1;
    try {
      const response = await connection.send(this.#nextRequest());
      this.#judge(response, performance.now() - dueAt);
    } catch {
      this.#counts[this.#isOver ? 'late' : 'broken'] += 1;
    }
    if (connection.isOpen) this.#idle.push(connection);
    else if (!this.#isOver) await this.#replace(connection);
    this.#inFlight -= 1;
  }

  async #replace(connection: HttpConnection): Promise<void> {
    this.#all.delete(connection);
    await this.#connect().catch(() => undefined);
  }

  #judge({ status, body }: HttpResponse, latencyMs: number): void {
    if (status === '200' && body === this.#job.request.expected) {
      if (latencyMs <= this.#job.patienceMs) this.#latencies.push(latencyMs);
      else this.#counts.late += 1;
    } else if (status === '503' && body.includes('"RATE_LIMITED"')) this.#counts.refused += 1;
    else {
      this.#counts.wrong += 1;
      this.#firstWrong ??= `${status} ${body.slice(0, 300)}`;
    }
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Timers of Node are too coarse. */
function sleepUntil(time: number): void {
  const ms = Math.min(time - performance.now(), MAX_SLEEP_MS);
  if (ms > 0) Atomics.wait(sleeper, 0, 0, ms);
}

process.stdout.write(JSON.stringify(await new OpenLoad(JSON.parse(process.argv[2] ?? '')).run()));
