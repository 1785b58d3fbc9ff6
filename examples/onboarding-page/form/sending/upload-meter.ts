import { NoResponseError, type SentPart } from '../../shell/no-response.ts';

/** From 0 to 1, never decreasing. Undefined while no files are being sent. */
export type SentShare = number | undefined;

export interface UploadMeter {
  /**
   * `fetch` for GraphQL clients. Uses XMLHttpRequest, which is the only way to get upload progress in all browsers.
   *
   * @throws {NoResponseError} if the response is not JSON
   */
  readonly fetch: typeof globalThis.fetch;
  read(): SentShare;
  /** @returns a function that unsubscribes */
  subscribe(listener: () => void): () => void;
}

/** Longer than the gateway's time-outs. A connection can be dead without an error, for example after the device slept. */
const SILENCE_MS = 120_000;

export function createUploadMeter(): UploadMeter {
  const listeners = new Set<() => void>();
  let share: SentShare;
  const set = (next: SentShare) => {
    share = next;
    for (const listener of listeners) listener();
  };
  return {
    async fetch(input, init) {
      const body = init?.body ?? null;
      const request = new Request(input, { ...init, body: null });
      if (!(body instanceof FormData)) return send(request, body, () => {});
      set(0);
      try {
        return await send(request, body, (sent) => set(Math.max(share ?? 0, sent)));
      } finally {
        set(undefined);
      }
    },
    read: () => share,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function send(
  { method, url, headers, signal }: Request,
  body: BodyInit | null,
  onSent: (share: number) => void,
): Promise<Response> {
  if (!(body === null || typeof body === 'string' || body instanceof FormData))
    throw new TypeError('The body must be text or a form.');
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of headers) request.setRequestHeader(name, value);
  let sent: SentPart = 'nothing';
  const abort = () => request.abort();
  let silence = setTimeout(abort, SILENCE_MS);
  request.upload.onprogress = ({ loaded, total }) => {
    clearTimeout(silence);
    silence = setTimeout(abort, SILENCE_MS);
    if (loaded > 0 && sent === 'nothing') sent = 'some';
    onSent(loaded / total);
  };
  request.upload.onload = () => {
    sent = 'all';
  };
  request.onloadend = () => end();
  signal.throwIfAborted();
  signal.addEventListener('abort', abort);
  request.send(body);
  await ended;
  clearTimeout(silence);
  signal.throwIfAborted();
  // Use `onLine` only to explain a failure. On some devices it is false although there is a connection.
  if (request.status === 0) throw new NoResponseError(navigator.onLine ? 'unreachable' : 'offline', sent);
  return toResponse(request);
}

/** Such as `application/graphql-response+json; charset=utf-8` */
const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;

function toResponse(request: XMLHttpRequest): Response {
  const { status, responseText } = request;
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  // `new Response` throws if there is a body with a status such as 204 or 304.
  if (responseText === '' || !JSON_TYPE.test(headers.get('content-type') ?? ''))
    throw new NoResponseError('not-graphql', 'all');
  return new Response(responseText, { status, headers });
}
