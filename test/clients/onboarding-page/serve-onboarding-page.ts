import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { inject } from 'vitest';
import { createSignInService, type SignInService } from './create-sign-in-service.ts';

export interface OnboardingSite extends AsyncDisposable {
  readonly origin: string;
  /** Bytes after which the next request with files stops being carried, until `goOn` or `cut`. */
  halt(afterBytes: number): void;
  /** Resolves once as many bytes as that have come. */
  halted(): Promise<void>;
  /** Carries the request that was halted to its end. */
  goOn(): void;
  /** Breaks the connection of the request that was halted, on both sides. */
  cut(): void;
  /** From now on, answers in place of the gateway: every request, or only those with files. */
  answerInstead(answer: ForeignAnswer | undefined, of?: 'everything' | 'files'): void;
}

/** An answer that is not the gateway's. `reset`: the connection is closed without one. */
export type ForeignAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'reset';

interface HaltedRequest {
  goOn(): void;
  cut(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Serves the built page, and the gateway at `/graphql` of the same origin, as Vite's proxy does. */
export async function serveOnboardingPage(
  gatewayOrigin: string,
  signIn: SignInService = createSignInService(undefined),
): Promise<OnboardingSite> {
  const directory = inject('onboardingPage');
  let haltAfterBytes = Number.POSITIVE_INFINITY;
  let halted = Promise.withResolvers<HaltedRequest>();
  let foreign: { answer: ForeignAnswer | undefined; of: 'everything' | 'files' } = {
    answer: undefined,
    of: 'everything',
  };
  const server = createServer((incoming, response) => {
    // A browser silently repeats a request whose connection served others before and then breaks.
    response.setHeader('connection', 'close');
    const folder = folderOf(incoming);
    if (folder === 'session') return void signIn.respond(incoming, response);
    if (folder !== 'graphql') return void serveFile(directory, incoming, response);
    const hasFiles = incoming.headers['content-type']?.startsWith('multipart/');
    const { answer, of } = foreign;
    if (answer && (of === 'everything' || hasFiles)) return void answerForeign(incoming, response, answer);
    carry(
      incoming,
      response,
      gatewayOrigin,
      hasFiles ? haltAfterBytes : Number.POSITIVE_INFINITY,
      (request) => halted.resolve(request),
    );
    if (hasFiles) haltAfterBytes = Number.POSITIVE_INFINITY;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    halt(afterBytes) {
      haltAfterBytes = afterBytes;
      halted = Promise.withResolvers();
    },
    async halted() {
      await halted.promise;
    },
    goOn: () => void halted.promise.then((request) => request.goOn()),
    cut: () => void halted.promise.then((request) => request.cut()),
    answerInstead(answer, of = 'everything') {
      foreign = { answer, of };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function folderOf({ url = '/' }: IncomingMessage): string | undefined {
  return url.split(/[/?]/)[1];
}

/** Reads the request to its end first, as a proxy with request buffering does. */
async function answerForeign(incoming: IncomingMessage, response: ServerResponse, answer: ForeignAnswer) {
  await incoming.resume().toArray();
  if (answer === 'reset') return void incoming.socket.destroy();
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function serveFile(directory: string, { url = '/' }: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  const bytes = await readFile(join(directory, name)).catch(() => undefined);
  response.writeHead(bytes ? 200 : 404, { 'content-type': type }).end(bytes);
}

function carry(
  incoming: IncomingMessage,
  response: ServerResponse,
  gatewayOrigin: string,
  haltAfterBytes: number,
  onHalt: (request: HaltedRequest) => void,
) {
  const { method, headers, url } = incoming;
  const outgoing = request(`${gatewayOrigin}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' });
    answer.pipe(response);
  });
  let carried = 0;
  let limit = haltAfterBytes;
  incoming.on('data', (chunk: Buffer) => {
    outgoing.write(chunk);
    carried += chunk.length;
    if (carried < limit) return;
    limit = Number.POSITIVE_INFINITY;
    incoming.pause();
    onHalt({
      goOn: () => void incoming.resume(),
      cut: () => void incoming.socket.destroy(),
    });
  });
  incoming.on('end', () => outgoing.end());
  // The browser has gone, also if it had sent everything.
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  outgoing.on('error', () => response.destroy());
}
