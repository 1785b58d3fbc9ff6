import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { vi } from 'vitest';
import type { CircuitChange } from '../../../src/datasources/fin/bulkheads/circuit.ts';
import type { Effect } from '../../../src/datasources/fin/errors/upstream-operation.ts';
import type { ConnectionLimits } from '../../../src/datasources/fin/http/connection-pools.ts';
import { createHttpClient } from '../../../src/datasources/fin/http/http-client.ts';
import type { SendOptions } from '../../../src/datasources/fin/http/send-attempt.ts';
import { GatewayError } from '../../../src/errors.ts';
import { AMPLE_CONNECTIONS } from '../../support/connection-limits.ts';

/** How the server answers. `hang`: not before `release`. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hang?: boolean;
}

interface ClientSettings {
  readonly timeoutMs?: number;
  readonly connections?: Partial<ConnectionLimits>;
}

/** A client for a server whose operations are its paths, with a clock that stands still. */
export async function startClient({ timeoutMs = 30_000, connections = {} }: ClientSettings = {}) {
  const answers = new Map<string, Answer>();
  const received: IncomingMessage[] = [];
  const held: { readonly operation: string; readonly response: ServerResponse }[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const operation = String(request.url).slice(1);
    const { status = 200, headers = {}, hang = false } = answers.get(operation) ?? {};
    received.push(request);
    if (hang) held.push({ operation, response });
    else response.writeHead(status, headers).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  const clock = { nowMs: 0 };
  const changes: CircuitChange[] = [];
  const http = createHttpClient({
    baseUrl: `http://127.0.0.1:${address.port}`,
    timeoutMs,
    connections: { ...AMPLE_CONNECTIONS, ...connections },
    observer: { circuitChanged: (change) => void changes.push(change) },
    now: () => clock.nowMs,
  });
  const call = (operation: string, effect: Effect, options?: SendOptions) =>
    http.send(
      { endpoint: { operation, effect }, path: operation, method: effect === 'read' ? 'GET' : 'POST' },
      options,
    );
  const receivedBy = (operation: string) => received.filter(({ url }) => url === `/${operation}`);
  return {
    clock,
    changes,
    answerWith: (operation: string, answer: Answer) => void answers.set(operation, answer),
    /** Answers requests that hang. */
    release(operation: string, status = 200) {
      for (const one of held) if (one.operation === operation) one.response.writeHead(status).end('{}');
    },
    read: (operation: string, options?: SendOptions) => call(operation, 'read', options),
    write: (operation: string, options?: SendOptions) => call(operation, 'write', options),
    token: (operation: string) => call(operation, 'token'),
    receivedBy,
    count: (operation: string) => receivedBy(operation).length,
    arrived: (operation: string, count: number) =>
      vi.waitFor(() => {
        if (receivedBy(operation).length < count) throw new Error('not yet');
      }, 30_000),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await http.close();
    },
  };
}

/** The code and the details of the error that a client gets. */
export async function errorOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GatewayError)) throw new Error('the call did not fail');
  const { code, message, details } = error;
  const { retryable, outcome, retryAfterSeconds, limit, upstream } = details;
  return { code, message, retryable, outcome, retryAfterSeconds, limit, upstream };
}
