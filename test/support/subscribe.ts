import { type GraphQLAnswer, parseAnswer } from './graphql-request.ts';

export interface Subscription extends AsyncDisposable {
  readonly status: number;
  /** The next result. @throws if the stream has ended */
  next(): Promise<GraphQLAnswer>;
  /** Resolves when the gateway has ended the stream. Results before that are dropped. */
  ended(): Promise<void>;
  /** Disconnects. */
  close(): void;
}

export const CUSTOMER_CHANGED = `subscription Changed($id: UUID!) {
  individualCustomerChanged(id: $id) { id status lastStatusUpdatedAt }
}`;

type Variables = Readonly<Record<string, unknown>>;

/** Posts an operation whose response may be a stream. */
export function postForEvents(
  url: string,
  body: { readonly query: string; readonly variables?: Variables },
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

/** Subscribes over Server-Sent Events, one connection for each subscription. */
export async function subscribe(
  url: string,
  query: string,
  variables: Variables,
  headers: Readonly<Record<string, string>> = {},
): Promise<Subscription> {
  const abort = new AbortController();
  const response = await postForEvents(url, { query, variables }, headers, abort.signal);
  const events = readEvents(response);
  const close = () => abort.abort();
  return {
    status: response.status,
    async next() {
      for (;;) {
        const { value: event } = await events.next();
        if (!event || event.name === 'complete') throw new Error('The stream has ended.');
        if (event.name === 'next') return parseAnswer(response.status, response.headers, event.data);
      }
    },
    async ended() {
      while (!(await events.next()).done);
    },
    close,
    async [Symbol.asyncDispose]() {
      close();
    },
  };
}

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads events until the stream ends.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEvents({ body }: Response): AsyncGenerator<ServerEvent, void> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value: chunk } = (await reader?.read()) ?? {};
    if (chunk === undefined) return;
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks.flatMap(parseEvent);
  }
}

/** @returns nothing for a comment, which only keeps the connection open */
function parseEvent(block: string): ServerEvent[] {
  const fieldOf = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  const name = fieldOf('event');
  return name === undefined ? [] : [{ name, data: fieldOf('data') ?? '' }];
}

export async function readAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
}
