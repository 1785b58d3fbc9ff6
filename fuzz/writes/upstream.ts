import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod/mini';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import type { OperationHistory, UpstreamCall } from './history.ts';
import type { OperationPlan, UpstreamFault } from './plan.ts';

/** The sandbox behind a proxy that injects the planned faults. */
export interface FaultyUpstream extends AsyncDisposable {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Creates the customer of an operation. @returns the URI of a file that is stored for it */
  prepare(plan: OperationPlan, history: OperationHistory): Promise<string>;
  /** Resolves when all calls have been handled. */
  idle(): Promise<void>;
}

interface Prepared {
  readonly history: OperationHistory;
  readonly writeFaults: UpstreamFault[];
  readonly uploadFaults: UpstreamFault[];
}

const NO_FAULT: UpstreamFault = { isDone: true, delayMs: 0, ending: 'response' };
const UPLOAD_PATH = '/v1/customers/upload';

/** @param now milliseconds since the start of the run */
export async function startFaultyUpstream(now: () => number): Promise<FaultyUpstream> {
  const sandbox = await startSandbox();
  const prepared = new Map<string, Prepared>();
  const working = new Set<Promise<void>>();
  const store = await createFileStore(sandbox);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const requestId = String(request.headers['x-request-id'] ?? '');
    const operation = prepared.get(requestId.split('.', 1)[0] ?? '');
    const isWrite = request.method !== 'GET' && operation !== undefined;
    if (!isWrite) return sendForwarded(await forward(sandbox, request, body), response);
    if (request.url === UPLOAD_PATH) {
      const fault = operation.uploadFaults.shift() ?? NO_FAULT;
      return inject(fault, { sandbox, request, body }, response);
    }
    const fault = operation.writeFaults.shift() ?? NO_FAULT;
    const call: UpstreamCall = {
      requestId,
      arrivedAtMs: now(),
      doneAtMs: undefined,
      createdCustomerId: undefined,
      plan: describe(fault),
    };
    operation.history.calls.push(call);
    await inject(fault, { sandbox, request, body }, response, (answer) => {
      call.doneAtMs = now();
      call.createdCustomerId = customerIdOf(answer);
      // The sandbox must accept a second answer to the same request, so that it is counted.
      if (request.method === 'PATCH') askForInformation(sandbox, request.url?.split('/').at(-1) ?? '');
    });
  }

  const server = createServer((request, response) => {
    const work = serve(request, response).catch(() => {
      response.destroy();
    });
    working.add(work);
    void work.then(() => working.delete(work));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The upstream has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    async prepare({ name, kind, customerId, tosPoliciesValue, writeFaults, uploadFaults }, history) {
      prepared.set(name, { history, writeFaults: [...writeFaults], uploadFaults: [...uploadFaults] });
      sandbox.control.addCustomer({ customerId, tosPoliciesValue });
      if (kind === 'answerInformationRequest') askForInformation(sandbox, customerId);
      return kind === 'attach' ? store(customerId) : '';
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await sandbox.close();
    },
  };
}

interface Passage {
  readonly sandbox: Sandbox;
  readonly request: IncomingMessage;
  readonly body: Buffer<ArrayBuffer>;
}

async function inject(
  { isDone, delayMs, ending }: UpstreamFault,
  { sandbox, request, body }: Passage,
  response: ServerResponse,
  onDone: (answer: ForwardedAnswer) => void = () => undefined,
): Promise<void> {
  if (delayMs > 0) await pause(delayMs);
  // The call is executed even if the caller is gone.
  const answer = isDone ? await forward(sandbox, request, body) : undefined;
  if (answer && answer.status < 300) onDone(answer);
  if (ending === 'silence') return;
  if (ending === 'cut') {
    response.destroy();
  } else if (ending === 'broken response') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"customer_id":"');
  } else if (ending === 'response') {
    if (answer) sendForwarded(answer, response);
  } else {
    response.writeHead(ending.status, { 'content-type': 'application/json', ...ending.headers });
    response.end('{"message":"A planned fault"}');
  }
}

interface ForwardedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

async function forward(
  { url }: Sandbox,
  { method = 'GET', url: path, headers }: IncomingMessage,
  body: Buffer<ArrayBuffer>,
): Promise<ForwardedAnswer> {
  const passedOn = ['authorization', 'content-type', 'accept', 'x-request-id'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const response = await fetch(`${url}${path}`, {
    method,
    headers: passedOn,
    ...(method !== 'GET' && { body }),
  });
  const contentType = response.headers.get('content-type') ?? 'application/json';
  return { status: response.status, contentType, text: await response.text() };
}

function sendForwarded({ status, contentType, text }: ForwardedAnswer, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': contentType }).end(text);
}

const created = z.object({ data: z.object({ customer_id: z.string() }) });

function customerIdOf({ text }: ForwardedAnswer): string | undefined {
  try {
    return created.safeParse(JSON.parse(text)).data?.data.customer_id;
  } catch {
    return undefined;
  }
}

function askForInformation({ control }: Sandbox, customerId: string): void {
  const fields = [{ field_name: 'expiry_date', data_type: 'DATE', status: 'INVALID', options: [] }];
  control.setCustomer(customerId, {
    customer_status: 'REINITIATE',
    request_for_information: [
      {
        scope: 'CUSTOMER',
        section: 'proof_of_identity',
        categories: [{ document_type: 'PASSPORT', fields }],
      },
    ],
  });
}

const issued = z.object({ data: z.object({ access_token: z.string() }) });

/** Stores files without faults, as if they had been uploaded earlier. */
async function createFileStore({
  url,
  clientId,
  clientSecret,
}: Sandbox): Promise<(customerId: string) => Promise<string>> {
  const response = await fetch(`${url}/v1/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret }),
  });
  const { data } = issued.parse(await response.json());
  return async (customerId) => {
    const form = new FormData();
    form.append('customer_id', customerId);
    form.append('file0', new Blob(['%PDF-1.7\n stored before']), 'document.pdf');
    const stored = await fetch(`${url}${UPLOAD_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${data.access_token}` },
      body: form,
    });
    const uri = /"(\/[^"]+)"/.exec(await stored.text())?.[1];
    if (!uri) throw new Error('The sandbox did not store a file.');
    return uri;
  };
}

function describe({ isDone, delayMs, ending }: UpstreamFault): string {
  const answer =
    typeof ending === 'string' ? ending : `${ending.status}${ending.headers ? ' with Retry-After' : ''}`;
  return `${delayMs > 0 ? `after ${delayMs} ms ` : ''}${isDone ? 'done' : 'not done'}, then ${answer}`;
}
