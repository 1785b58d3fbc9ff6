/** 0 to 1 of a request with files, and never less than before; undefined while none is sent. */
export type SentShare = number | undefined;

export interface UploadMeter {
  /** `fetch`, but that what is sent of a form can be watched: only XMLHttpRequest tells that in today's browsers. */
  readonly fetch: typeof globalThis.fetch;
  read(): SentShare;
  /** @returns what ends it */
  subscribe(listener: () => void): () => void;
}

export function createUploadMeter(): UploadMeter {
  const listeners = new Set<() => void>();
  let share: SentShare;
  const set = (next: SentShare) => {
    share = next;
    for (const listener of listeners) listener();
  };
  return {
    async fetch(input, init) {
      const body = init?.body;
      if (!(body instanceof FormData)) return globalThis.fetch(input, init);
      set(0);
      try {
        return await sendForm(new Request(input, { ...init, body: null }), body, (sent) =>
          set(Math.max(share ?? 0, sent)),
        );
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

/** @throws {TypeError} as fetch does, if there is no answer */
function sendForm(
  { method, url, headers, signal }: Request,
  body: FormData,
  onSent: (share: number) => void,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of headers) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => onSent(loaded / total);
  request.onload = () => resolve(toResponse(request));
  request.onerror = () => reject(new TypeError('Failed to fetch'));
  request.onabort = () => reject(new DOMException('The request was aborted.', 'AbortError'));
  signal.addEventListener('abort', () => request.abort());
  request.send(body);
  return promise;
}

function toResponse(request: XMLHttpRequest): Response {
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return new Response(request.responseText, { status: request.status, headers });
}
