import { z } from 'zod/mini';
import { ATTACH, EXAMPLE_INPUT, type GraphQLAnswer, graphqlRequest } from './graphql-request.ts';

const marked = z.object({
  extensions: z.optional(z.object({ idempotency: z.optional(z.record(z.string(), z.literal('REPLAYED'))) })),
});

/** Which fields of an answer say that they were answered from a record. */
export function replayedFields({ text }: GraphQLAnswer): string[] {
  return Object.keys(marked.parse(JSON.parse(text)).extensions?.idempotency ?? {});
}

/** Attaches the example, changed as said, under a key. */
export function attachOnce(
  url: string,
  idempotencyKey: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<GraphQLAnswer> {
  return graphqlRequest(url, ATTACH, { input: { ...EXAMPLE_INPUT, ...changes, idempotencyKey } });
}

const outcomeAnswer = z.object({
  attachOutcome: z.object({
    state: z.string(),
    customer: z.nullable(z.object({ id: z.string(), status: z.nullable(z.string()) })),
  }),
});

export async function attachOutcome(url: string, idempotencyKey: string) {
  const query = `query ($key: String!) { attachOutcome(idempotencyKey: $key) { state customer { id status } } }`;
  const { data } = await graphqlRequest(url, query, { key: idempotencyKey });
  return outcomeAnswer.parse(data).attachOutcome;
}
