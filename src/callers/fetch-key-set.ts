/** Key sets have a few thousand bytes. */
const MAX_BYTES = 1_048_576;
const MAX_LOGGED_CHARACTERS = 200;

/** Details that the log may contain about a response that is not a key set. */
export interface KeySetProblem {
  readonly status?: number;
  /** The target of a redirect, without its query. */
  readonly redirectsTo?: string | undefined;
}

export class KeySetError extends Error {
  override readonly name: string;
  readonly problem: KeySetProblem;

  constructor(name: 'KeySetTooLarge' | 'KeySetRedirected' | 'KeySetRefused', problem: KeySetProblem = {}) {
    super(name);
    this.name = name;
    this.problem = problem;
  }
}

/**
 * Fetches a key set of limited size from exactly the configured address.
 *
 * @throws {KeySetError} for a redirect, for any status but 200, or if the response is too large
 */
export const fetchKeySet: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  const { status, headers } = response;
  if (status !== 200) {
    await response.body?.cancel();
    const redirectsTo = toAddress(headers.get('location'), response.url);
    const isRedirect = status >= 300 && status < 400;
    throw isRedirect
      ? new KeySetError('KeySetRedirected', { status, redirectsTo })
      : new KeySetError('KeySetRefused', { status });
  }
  return new Response(await readBounded(response), { status, headers });
};

/** Omits the query and credentials, which may be secret. */
function toAddress(location: string | null, base: string): string | undefined {
  const url = location === null ? null : URL.parse(location, base);
  return url ? `${url.origin}${url.pathname}`.slice(0, MAX_LOGGED_CHARACTERS) : undefined;
}

async function readBounded(response: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    chunks.push(part.value);
    if (length <= MAX_BYTES) continue;
    await reader?.cancel();
    throw new KeySetError('KeySetTooLarge');
  }
  return Buffer.concat(chunks);
}
