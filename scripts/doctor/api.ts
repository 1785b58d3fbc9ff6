import { asRecord } from './shape.ts';

/** One exchange with the API, or how it failed. */
export interface Answer {
  /** 0: there was none. */
  readonly status: number;
  /** Why there was none, in a word: `timeout`, `ECONNREFUSED`. */
  readonly failure: string | undefined;
  readonly ms: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined where the body is not JSON. */
  readonly body: unknown;
}

export interface Call {
  /** As it is named in the report. */
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  /** Below the base URL, without a leading slash. */
  readonly path: string;
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: FormData;
}

export interface TimedAnswer extends Answer {
  readonly name: string;
}

/** The API under examination, and all that it answered so far. */
export interface Api {
  send(call: Call): Promise<Answer>;
  readonly answers: readonly TimedAnswer[];
}

interface ApiOptions {
  readonly baseUrl: string;
  /** For one call. */
  readonly timeoutMs: number;
  /** For all of them. */
  readonly totalMs: number;
}

/** Calls once, follows nothing, and throws nothing: also a failure is a finding. */
export function createApi({ baseUrl, timeoutMs, totalMs }: ApiOptions): Api {
  const deadline = performance.now() + totalMs;
  const answers: TimedAnswer[] = [];
  return {
    answers,
    async send(call) {
      const leftMs = Math.floor(deadline - performance.now());
      if (leftMs <= 0) return noAnswer('no time left', 0);
      const answer = await exchange(
        `${baseUrl.replace(/\/$/, '')}/${call.path}`,
        call,
        Math.min(timeoutMs, leftMs),
      );
      answers.push({ ...answer, name: call.name });
      return answer;
    },
  };
}

async function exchange(url: string, call: Call, timeoutMs: number): Promise<Answer> {
  const startedAt = performance.now();
  try {
    const response = await fetch(url, {
      method: call.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
        ...(call.json !== undefined && { 'content-type': 'application/json' }),
      },
      body: call.form ?? (call.json === undefined ? null : JSON.stringify(call.json)),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return {
      status: response.status,
      failure: undefined,
      ms: Math.round(performance.now() - startedAt),
      headers: new Map(response.headers),
      body: parsed(text),
    };
  } catch (error) {
    return noAnswer(reasonOf(error), Math.round(performance.now() - startedAt));
  }
}

function noAnswer(failure: string, ms: number): Answer {
  return { status: 0, failure, ms, headers: new Map(), body: undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // that it is not JSON is told by the shape
  }
}

/** A code of Node's or a name; messages may quote addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'timeout';
  const { code } = asRecord(error.cause);
  return typeof code === 'string' ? code : error.name;
}
