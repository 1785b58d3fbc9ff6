import { z } from 'zod/mini';
import type { OutcomeAnswer, WriteAnswer } from './history.ts';
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
const answer = z.object({
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
export type Answer = z.infer<typeof answer>;

export interface Read<Meaning> {
  readonly answer: Meaning;
  readonly code: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly customerId: string | undefined;
}

const ANSWER_WITHIN_MS = 20_000;
const LOST = {
  answer: 'NO_ANSWER',
  code: undefined,
  retryAfterSeconds: undefined,
  customerId: undefined,
} as const;

/** @returns undefined if no answer came, or none of the gateway's */
export async function ask(
  url: string,
  requestId: string,
  { headers, body }: GraphQLRequest,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-request-id': requestId, ...headers },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    return answer.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}

export function readWrite(answered: Answer | undefined): Read<WriteAnswer> {
  if (!answered) return LOST;
  const { data, errors } = answered;
  const [first] = errors;
  if (!first) {
    const customerId = data?.write?.customer?.id;
    return customerId === undefined ? LOST : { ...LOST, answer: 'SUCCEEDED', customerId };
  }
  const { code, retryable, outcome, retryAfterSeconds, upstream } = first.extensions;
  const isWaiting = code === 'CONFLICT' && retryable && !upstream;
  const meaning = outcome ?? (isWaiting ? 'WAIT' : retryable ? 'RETRYABLE' : 'FAILED');
  return { answer: meaning, code, retryAfterSeconds, customerId: undefined };
}

export function readOutcome(answered: Answer | undefined): Read<OutcomeAnswer> {
  if (!answered) return LOST;
  const [first] = answered.errors;
  if (first) {
    const { code, retryAfterSeconds } = first.extensions;
    return { answer: 'ERROR', code, retryAfterSeconds, customerId: undefined };
  }
  const state = answered.data?.attachOutcome?.state;
  return state === undefined ? LOST : { ...LOST, answer: state };
}
