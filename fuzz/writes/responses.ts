import { z } from 'zod/mini';
import type { OutcomeResult, WriteResult } from './history.ts';
import type { GraphQLRequest } from './requests.ts';

const error = z.object({
  extensions: z.object({
    code: z.string(),
    retryable: z.boolean(),
    outcome: z.optional(z.literal('UNKNOWN')),
    retryAfterSeconds: z.optional(z.number()),
    upstream: z.optional(z.object({ operation: z.string() })),
  }),
});
const graphqlResponse = z.object({
  data: z.optional(
    z.nullable(
      z.object({
        write: z.optional(z.nullable(z.object({ customer: z.nullable(z.object({ id: z.string() })) }))),
        attachOutcome: z.optional(
          z.nullable(
            z.object({
              state: z.enum(['SUCCEEDED', 'REFUSED', 'IN_FLIGHT', 'NOT_ATTACHED', 'UNKNOWN', 'NOT_FOUND']),
            }),
          ),
        ),
      }),
    ),
  ),
  errors: z._default(z.array(error), []),
});
export type GraphQLResponse = z.infer<typeof graphqlResponse>;

export interface Read<Meaning> {
  readonly result: Meaning;
  readonly code: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly customerId: string | undefined;
}

const RESPONSE_TIMEOUT_MS = 20_000;
const LOST = {
  result: 'NO_RESPONSE',
  code: undefined,
  retryAfterSeconds: undefined,
  customerId: undefined,
} as const;

/** @returns undefined without a response, or if the gateway did not send it */
export async function ask(
  url: string,
  requestId: string,
  { headers, body }: GraphQLRequest,
  signal: AbortSignal,
): Promise<GraphQLResponse | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-request-id': requestId, ...headers },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(RESPONSE_TIMEOUT_MS)]),
    });
    return graphqlResponse.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}

export function readWrite(response: GraphQLResponse | undefined): Read<WriteResult> {
  if (!response) return LOST;
  const { data, errors } = response;
  const [first] = errors;
  if (!first) {
    const customerId = data?.write?.customer?.id;
    return customerId === undefined ? LOST : { ...LOST, result: 'SUCCEEDED', customerId };
  }
  const { code, retryable, outcome, retryAfterSeconds, upstream } = first.extensions;
  const isWaiting = code === 'CONFLICT' && retryable && !upstream;
  const meaning = outcome ?? (isWaiting ? 'WAIT' : retryable ? 'RETRYABLE' : 'FAILED');
  return { result: meaning, code, retryAfterSeconds, customerId: undefined };
}

export function readOutcome(response: GraphQLResponse | undefined): Read<OutcomeResult> {
  if (!response) return LOST;
  const [first] = response.errors;
  if (first) {
    const { code, retryAfterSeconds } = first.extensions;
    return { result: 'ERROR', code, retryAfterSeconds, customerId: undefined };
  }
  const state = response.data?.attachOutcome?.state;
  return state === undefined ? LOST : { ...LOST, result: state };
}
