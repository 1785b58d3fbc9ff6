import { HttpConnection } from './load/http-connection.ts';
import { createRequests, type LoadRequest } from './load/load-request.ts';
import { type Quantiles, quantilesOf } from './load/quantiles.ts';

/** Each connection sends its next request when it has the response to the last one. Passed as a JSON argument. */
export interface ClosedLoadJob {
  readonly url: string;
  readonly request: LoadRequest;
  readonly connections: number;
  readonly durationMs: number;
  /** Ends earlier after so many requests. */
  readonly maxRequests?: number;
}

/** Printed as JSON. */
export interface ClosedLoadResult extends Quantiles {
  readonly responses: number;
  readonly errors: number;
  readonly firstError: string | undefined;
  readonly seconds: number;
}

const MAX_DURATION_MS = 30_000;

async function run(job: ClosedLoadJob): Promise<ClosedLoadResult> {
  const { url, request, connections, durationMs, maxRequests = Number.POSITIVE_INFINITY } = job;
  const nextRequest = createRequests(url, request);
  const opened = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(url)));
  const latencies: number[] = [];
  let errors = 0;
  let firstError: string | undefined;
  const startedAt = performance.now();
  const deadline = startedAt + Math.min(durationMs, MAX_DURATION_MS);

  async function keepSending(connection: HttpConnection): Promise<void> {
    for (let now = startedAt; now < deadline && latencies.length < maxRequests; ) {
      const { status, body } = await connection.send(nextRequest());
      const answeredAt = performance.now();
      latencies.push(answeredAt - now);
      now = answeredAt;
      if (status === '200' && body === request.expected) continue;
      errors += 1;
      firstError ??= `${status} ${body.slice(0, 300)}`;
    }
  }
  await Promise.all(opened.map(keepSending));

  const seconds = (performance.now() - startedAt) / 1000;
  for (const connection of opened) connection.close();
  return { responses: latencies.length, errors, firstError, seconds, ...quantilesOf(latencies) };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? ''))));
