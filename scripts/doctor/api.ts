import { asRecord } from './shape.ts';

export interface ApiResponse {
  /** 0 if there was no response. */
  readonly status: number;
  /** Why there was no response, such as `timeout` or `ECONNREFUSED`. */
  readonly failure: string | undefined;
  readonly ms: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined if the body is not JSON. */
  readonly body: unknown;
}

export interface Call {
  /** Shown in the report. */
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  /** Below the base URL, without a leading slash. */
  readonly path: string;
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: FormData;
}

export interface NamedResponse extends ApiResponse {
  readonly name: string;
}

/** Sends calls and keeps the responses. */
export interface Api {
  send(call: Call): Promise<ApiResponse>;
  readonly responses: readonly NamedResponse[];
}

interface ApiOptions {
  readonly baseUrl: string;
  /** Limit for one call. */
  readonly timeoutMs: number;
  /** Limit for all calls together. */
  readonly totalMs: number;
}

/** Does not retry or follow redirects. Failures are returned, not thrown. */
export function createApi({ baseUrl, timeoutMs, totalMs }: ApiOptions): Api {
  const deadline = performance.now() + totalMs;
  const responses: NamedResponse[] = [];
  return {
    responses,
    async send(call) {
      const leftMs = Math.floor(deadline - performance.now());
      if (leftMs <= 0) return toFailure('out of time', 0);
      const url = `${baseUrl.replace(/\/$/, '')}/${call.path}`;
      const response = await sendOnce(url, call, Math.min(timeoutMs, leftMs));
      responses.push({ ...response, name: call.name });
      return response;
    },
  };
}

async function sendOnce(url: string, call: Call, timeoutMs: number): Promise<ApiResponse> {
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
      body: parseJson(text),
    };
  } catch (error) {
    return toFailure(reasonOf(error), Math.round(performance.now() - startedAt));
  }
}

function toFailure(failure: string, ms: number): ApiResponse {
  return { status: 0, failure, ms, headers: new Map(), body: undefined };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A Node error code or an error name. Messages could contain addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'timeout';
  const { code } = asRecord(error.cause);
  return typeof code === 'string' ? code : error.name;
}
