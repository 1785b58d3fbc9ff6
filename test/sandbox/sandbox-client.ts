import type { Sandbox } from '../../src/sandbox/create-sandbox.ts';

export const CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';

/** The attach page's own example. */
export function exampleAttach() {
  return {
    customer_id: CUSTOMER_ID,
    proof_of_identity: {
      type: 'PASSPORT',
      number: 'A12345678',
      country: 'USA',
      issue_date: '2020-01-15',
      expiry_date: '2030-01-15',
      files: [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }],
    },
    proof_of_address: {
      type: 'UTILITY_BILL',
      country: 'USA',
      files: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }],
    },
    tos_policies_value: 'e9414388-fbdf-4407-b5c2-bc39eae3645b',
  };
}

/** The example with another document number. */
export function exampleNumbered(number: string) {
  const example = exampleAttach();
  return { ...example, proof_of_identity: { ...example.proof_of_identity, number } };
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined if the text is no JSON. */
  readonly json: unknown;
}

export async function answerOf(pending: Promise<Response>): Promise<HttpAnswer> {
  const response = await pending;
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

export function post(
  { url }: Sandbox,
  path: string,
  { body, token, ...init }: { body?: unknown; token?: string | undefined } & Omit<RequestInit, 'body'>,
): Promise<HttpAnswer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (!(body instanceof FormData) && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  const sent = body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body);
  return answerOf(fetch(url + path, { ...init, method: 'POST', headers, body: sent ?? null }));
}

export interface Tokens {
  readonly access_token: string;
  readonly access_token_ttl: string;
  readonly refresh_token: string;
  readonly refresh_token_ttl: string;
  readonly current_time: string;
}

export async function issue(sandbox: Sandbox): Promise<Tokens> {
  const body = { client_id: sandbox.clientId, client_secret: sandbox.clientSecret };
  return tokensOf(await post(sandbox, '/v1/oauth/token', { body }));
}

export function refresh(sandbox: Sandbox, refreshToken: string): Promise<HttpAnswer> {
  return post(sandbox, '/v1/oauth/refresh-token', { body: { refresh_token: refreshToken } });
}

export function tokensOf({ status, json }: HttpAnswer): Tokens {
  if (status !== 200) throw new Error(`No tokens but a ${status}`);
  const { data = json } = json as { data?: unknown };
  return data as Tokens;
}

export async function attach(sandbox: Sandbox, body: unknown, init: RequestInit = {}): Promise<HttpAnswer> {
  const { access_token: token } = await issue(sandbox);
  return post(sandbox, '/v1/customers/individual/attach', { ...init, body, token });
}

export async function upload(sandbox: Sandbox, form: FormData): Promise<HttpAnswer> {
  const { access_token: token } = await issue(sandbox);
  return post(sandbox, '/v1/customers/upload', { body: form, token });
}

export const PDF = Buffer.from('%PDF-1.7\nfor the tests\n%%EOF\n');
export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);

/** Parts in the order given; bytes become files, texts stay texts. */
export function formOf(
  ...parts: readonly (readonly [name: string, value: string | Buffer, fileName?: string])[]
): FormData {
  const form = new FormData();
  for (const [name, value, fileName = `${name}.pdf`] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([new Uint8Array(value)]), fileName);
  }
  return form;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
