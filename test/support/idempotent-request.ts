import { z } from 'zod/mini';
import { EXAMPLE_INPUT } from './example-data.ts';
import { ATTACH, type GraphQLAnswer, graphqlRequest } from './graphql-request.ts';

const marked = z.object({
  extensions: z.optional(z.object({ idempotency: z.optional(z.record(z.string(), z.literal('REPLAYED'))) })),
});

/** The fields of a response that were answered from a record, as the response says. */
export function replayedFields({ text }: GraphQLAnswer): string[] {
  return Object.keys(marked.parse(JSON.parse(text)).extensions?.idempotency ?? {});
}

/** Attaches the example, changed as said, under a key. */
export function attachOnce(
  url: string,
  idempotencyKey: string,
  changes: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphQLAnswer> {
  return graphqlRequest(url, ATTACH, { input: { ...EXAMPLE_INPUT, ...changes, idempotencyKey } }, headers);
}

const outcomeAnswer = z.object({
  attachOutcome: z.object({
    state: z.string(),
    customer: z.nullable(z.object({ id: z.string(), status: z.nullable(z.string()) })),
  }),
});

export function outcomeRequest(
  url: string,
  idempotencyKey: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphQLAnswer> {
  const query = `query ($key: String!) { attachOutcome(idempotencyKey: $key) { state customer { id status } } }`;
  return graphqlRequest(url, query, { key: idempotencyKey }, headers);
}

export async function attachOutcome(...request: Parameters<typeof outcomeRequest>) {
  const { data } = await outcomeRequest(...request);
  return outcomeAnswer.parse(data).attachOutcome;
}
