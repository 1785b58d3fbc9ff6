import { vi } from 'vitest';
import type { Marks } from '../markers.ts';
import { noteToken, type Stage, type WatchedGateway } from '../start-stage.ts';

/** The response that a client got. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
}

/** One way that a request, or a few that belong together, can go. */
export interface Path {
  readonly name: string;
  /** Codes of the errors of all its answers. */
  readonly codes: readonly string[];
  run(stage: Stage, marks: Marks): Promise<readonly Answer[]>;
}

export const DOCUMENTS = {
  attachIndividualDocuments:
    'mutation ($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id } warnings { path code params message } } }',
  createIndividualCustomer:
    'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id tosPoliciesValue } } }',
  answerInformationRequest:
    'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } warnings { path code params message } } }',
  uploadDocuments:
    'mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { uri sha256 } warnings { path code params message } } }',
  validateIndividualDocuments:
    'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { path code params message } }',
  individualDocumentWarnings:
    'query ($input: AttachIndividualDocumentsInput!) { individualDocumentWarnings(input: $input) { path code params message } }',
  attachOutcome:
    'query ($idempotencyKey: String!) { attachOutcome(idempotencyKey: $idempotencyKey) { state customer { id } } }',
  individualCustomer: `query ($id: UUID!) { individualCustomer(id: $id) {
    id firstName lastName email phone status tosPoliciesUrl tosPoliciesValue
    requestedFieldErrors { path code params message } } }`,
  individualCustomerChanged:
    'subscription ($id: UUID!) { individualCustomerChanged(id: $id) { id email phone } }',
  individualCustomers:
    'query ($page: Int, $perPage: Int) { individualCustomers(page: $page, perPage: $perPage) { customers { id email phone } } }',
  _entities:
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on IndividualCustomer { id email } } }',
} as const;

/** Headers that a client may send with anything, each with a marker of its own. */
export function clientHeaders(marks: Marks): Record<string, string> {
  return {
    accept: 'application/graphql-response+json, application/json',
    cookie: `session=${marks.text('cookie')}`,
    referer: `https://app.example.com/?of=${marks.text('referer')}`,
    'user-agent': marks.text('user agent'),
    tracestate: `vendor=${marks.text('tracestate')}`,
    'x-forwarded-for': marks.text('x-forwarded-for'),
    'x-request-id': marks.text('x-request-id', ['log', 'standard error', 'traces', 'errors', 'headers']),
    origin: `https://${marks.text('origin')}.example`,
  };
}

/** A token whose subject, email and id are markers. */
export async function bearer(
  { issuer }: Stage,
  marks: Marks,
  claims: Readonly<Record<string, unknown>> = {},
  expiresIn?: number,
): Promise<string> {
  const authorization = await issuer.bearer({
    claims: {
      sub: marks.text('sub'),
      email: `${marks.text('email claim')}@example.com`,
      jti: marks.text('jti'),
      customer_ids: [],
      ...claims,
    },
    expiresIn,
  });
  noteToken(marks, 'bearer token', authorization);
  return authorization;
}

/** Posts a body as it is. */
export async function post(
  { url }: Pick<WatchedGateway, 'url'>,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

/** Sends whatever request. */
export async function request(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** If callers are not checked, fields for callers of all customers can be queried, too. */
  readonly on?: 'guarded' | 'open' | 'v2';
  readonly headers?: Readonly<Record<string, string>>;
}

/** A well-formed request of a caller who may do it: the token lists the customer that the variables name. */
export async function ask(stage: Stage, marks: Marks, asked: Asked): Promise<Answer> {
  const { query, variables = {}, on = 'guarded', headers } = asked;
  return post(stage[on], JSON.stringify({ query, variables }), {
    ...(await callerHeaders(stage, marks, variables)),
    ...headers,
  });
}

export async function callerHeaders(stage: Stage, marks: Marks, variables: unknown = {}) {
  const authorization = await bearer(stage, marks, { customer_ids: idsIn(variables) });
  return { ...clientHeaders(marks), authorization };
}

export function idsIn(variables: unknown): string[] {
  return valuesIn(variables).filter((text) => /^[\da-f]{8}-[\da-f-]{27}$/.test(text));
}

/** All texts and numbers of an input, as Fin.com gets them. */
export function valuesIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    // It is not sent to Fin.com.
    name === 'idempotencyKey' ? [] : valuesIn(inner),
  );
}

/** Most paths are one request long. */
export async function one(answer: Promise<Answer>): Promise<Answer[]> {
  return [await answer];
}

/** The failure is over: the gateway has waited as long as it does after such a failure. */
export async function untilOk(request: () => Promise<Answer>): Promise<void> {
  await vi.waitFor(
    async () => {
      const { text } = await request();
      if (text.includes('"errors"')) throw new Error(`Not recovered: ${text}`);
    },
    { timeout: 30_000, interval: 100 },
  );
}
