import { Pool } from 'undici';

/** Passed as a JSON argument. */
export interface LoadJob {
  readonly url: string;
  readonly body: string;
  /** Any other response body is an error. */
  readonly expected: string;
  readonly connections: number;
  readonly durationMs: number;
}

/** Printed as JSON. */
export interface LoadResult {
  readonly responses: number;
  readonly errors: number;
  readonly firstError: string | undefined;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const MAX_DURATION_MS = 30_000;
const MAX_REQUESTS = 2_000_000;

async function run({ url, body, expected, connections, durationMs }: LoadJob): Promise<LoadResult> {
  const { origin, pathname, hostname } = new URL(url);
  if (hostname !== '127.0.0.1') throw new Error('Load may only be sent to 127.0.0.1.');
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const latencies: number[] = [];
  let errors = 0;
  let firstError: string | undefined;
  const startedAt = performance.now();
  const deadline = startedAt + Math.min(durationMs, MAX_DURATION_MS);

  async function send(): Promise<void> {
    const sentAt = performance.now();
    try {
      const response = await pool.request({ path: pathname, method: 'POST', headers, body });
      const text = await response.body.text();
      latencies.push(performance.now() - sentAt);
      if (response.statusCode !== 200 || text !== expected)
        throw new Error(`${response.statusCode} ${text.slice(0, 300)}`);
    } catch (error) {
      errors += 1;
      firstError ??= String(error);
    }
  }
  async function keepSending(): Promise<void> {
    while (performance.now() < deadline && latencies.length < MAX_REQUESTS) await send();
  }
  await Promise.all(Array.from({ length: connections }, keepSending));

  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const quantile = (q: number) => latencies[Math.floor(q * (latencies.length - 1))] ?? Number.NaN;
  return {
    responses: latencies.length,
    errors,
    firstError,
    seconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? ''))));
