import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod/mini';

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.optional(z.string()),
  name: z.string(),
  status: z.object({ code: z.optional(z.number()) }),
  attributes: z.array(z.object({ key: z.string(), value: z.unknown() })),
});
export type ReceivedSpan = z.infer<typeof span>;
const traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string;
  /** In the order in which they ended. */
  readonly spans: ReceivedSpan[];
  /** Refuses what comes, until told otherwise. */
  isRefusing: boolean;
  /** At which spans came, each once. */
  readonly paths: string[];
  /** Everything that came, as JSON. */
  received(): string;
}

/** Takes OTLP over HTTP as a collector does. @param answers false: it takes requests and never answers */
export async function startOtlpReceiver({ answers = true } = {}): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: unknown[] = [];
  const paths: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await json(request);
    if (!paths.includes(String(request.url))) paths.push(String(request.url));
    if (receiver.isRefusing) {
      response.writeHead(400).end();
      return;
    }
    bodies.push(body);
    for (const { scopeSpans } of traces.parse(body).resourceSpans)
      spans.push(...scopeSpans.flatMap((scope) => scope.spans));
    if (answers) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: OtlpReceiver = {
    isRefusing: false,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    paths,
    received: () => JSON.stringify(bodies),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
