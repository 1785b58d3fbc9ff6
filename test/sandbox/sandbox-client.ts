import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { WIRE_ATTACH } from '../support/example-data.ts';

/** The attach page's own example, for a test to change. */
export function exampleAttach() {
  return structuredClone(WIRE_ATTACH);
}

/** A person who may become a customer. */
export function examplePerson() {
  return {
    verification_type: 'STANDARD',
    basic_info: {
      first_name: 'Mariana',
      last_name: 'Castanho',
      dob: '1990-01-15',
      email: 'mariana.castanho@example.com',
      phone: '+14155550119',
      country_of_residence: 'USA',
      nationality: 'PRT',
      tin: '900-00-0000',
    },
    address: {
      street: '12 Harbour Street',
      city: 'New York',
      state: 'US-NY',
      postal_code: '10001',
      country: 'USA',
    },
    financial_profile: { occupation_id: 15, source_of_fund_id: 4, purpose_id: 1, monthly_volume_usd: 5000 },
    meta_data: { customer_reference: 'REF-12345' },
  };
}

/** The example with another document number. */
export function exampleNumbered(number: string) {
  return { ...WIRE_ATTACH, proof_of_identity: { ...WIRE_ATTACH.proof_of_identity, number } };
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

export function get({ url }: Sandbox, path: string, token?: string): Promise<HttpAnswer> {
  return answerOf(
    fetch(url + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
  );
}

/** With a token of its own. */
export async function read(sandbox: Sandbox, path: string): Promise<HttpAnswer> {
  return get(sandbox, path, (await issue(sandbox)).access_token);
}

export async function customerOf(sandbox: Sandbox, customerId: string): Promise<Record<string, unknown>> {
  const { status, json } = await read(sandbox, `/v1/customers/${customerId}`);
  if (status !== 200) throw new Error(`No customer but a ${status}`);
  return (json as { data: Record<string, unknown> }).data;
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

export async function create(sandbox: Sandbox, body: unknown): Promise<HttpAnswer> {
  const { access_token: token } = await issue(sandbox);
  return post(sandbox, '/v1/customers/individual', { body, token });
}

/** The PATCH that answers a request for information. */
export async function update(sandbox: Sandbox, customerId: string, body: unknown): Promise<HttpAnswer> {
  const { access_token: token } = await issue(sandbox);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const init = { method: 'PATCH', headers, body: JSON.stringify(body) };
  return answerOf(fetch(`${sandbox.url}/v1/customers/${customerId}`, init));
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
