import { createFetchClient } from '@fin-gateway/client/client';
import { createWriter, type Writer, type WriterOptions } from '@fin-gateway/client/write';
import { type CuttingProxy, startCuttingProxy } from '../../support/network/start-cutting-proxy.ts';
import type { Stack } from '../../support/start-stack.ts';

export interface WriterBehindProxy extends AsyncDisposable {
  readonly writer: Writer;
  readonly proxy: CuttingProxy;
  /** Waits between attempts in milliseconds. They take no time. */
  readonly waitsMs: readonly number[];
  /** Breaks the connection of the next writes, one for each function. Other requests pass. */
  breakWrites(...breaks: readonly ((proxy: CuttingProxy) => void)[]): void;
  /** Another writer, as after a reload of the page. */
  reload(options?: Partial<WriterOptions>): Writer;
}

/** The connection breaks when the response of the gateway begins. */
export function loseResponse(proxy: CuttingProxy): void {
  proxy.cutAfter('answer', 0);
}

/** The connection breaks while the files are being sent. */
export function loseRequest(proxy: CuttingProxy): void {
  proxy.cutAfter('request', 30_000);
}

export async function startWriter(
  { gateway }: Stack,
  options: Partial<WriterOptions> = {},
): Promise<WriterBehindProxy> {
  const proxy = await startCuttingProxy(gateway.origin);
  const breaks: ((proxy: CuttingProxy) => void)[] = [];
  const waitsMs: number[] = [];
  const breakingFetch: typeof fetch = async (input, init) => {
    const next = isWrite(init?.body) ? breaks.shift() : undefined;
    if (!next) return fetch(input, init);
    next(proxy);
    try {
      return await fetch(input, init);
    } finally {
      proxy.mend();
    }
  };
  const reload = (other: Partial<WriterOptions> = {}) =>
    createWriter({
      client: createFetchClient({ url: `${proxy.url}/graphql`, fetch: breakingFetch }),
      wait: async (ms) => void waitsMs.push(ms),
      ...options,
      ...other,
    });
  return {
    writer: reload(),
    proxy,
    waitsMs,
    breakWrites: (...more) => void breaks.push(...more),
    reload,
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

function isWrite(body: BodyInit | null | undefined): boolean {
  const text = body instanceof FormData ? body.get('operations') : body;
  return typeof text === 'string' && text.includes('"query":"mutation');
}
