import { z } from 'zod/mini';
import { requireDocumentedErrors } from './documented-errors.ts';
import { EXAMPLE_INPUT } from './example-data.ts';

const fieldPath = z.array(z.union([z.string(), z.number()]));

const fieldError = z.object({
  path: fieldPath,
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  message: z.string(),
  upstreamField: z.optional(z.string()),
});

const graphqlError = z.object({
  message: z.string(),
  path: z.optional(fieldPath),
  extensions: z.strictObject({
    code: z.string(),
    requestId: z.string(),
    retryable: z.boolean(),
    outcome: z.optional(z.literal('UNKNOWN')),
    retryAfterSeconds: z.optional(z.number()),
    fieldErrors: z.optional(z.array(fieldError)),
    upstream: z.optional(z.strictObject({ operation: z.string(), status: z.optional(z.number()) })),
    uploadedFiles: z.optional(z.array(z.strictObject({ path: fieldPath, uri: z.string() }))),
  }),
});

const graphqlAnswer = z.object({
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  errors: z.optional(z.array(graphqlError)),
});

export interface GraphQLAnswer extends z.infer<typeof graphqlAnswer> {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
}

export const ATTACH = `mutation Attach($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { customer { id } }
}`;

/** Posts one operation and reads the answer, whose errors must have the documented shape. */
export async function graphqlRequest(
  url: string,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  return parseAnswer(response.status, response.headers, await response.text());
}

/** @throws if it is not a GraphQL answer whose errors have the documented shape, down to the params of each code */
export function parseAnswer(status: number, headers: Headers, text: string): GraphQLAnswer {
  const answer = graphqlAnswer.parse(JSON.parse(text));
  requireDocumentedErrors(answer);
  return { ...answer, status, headers, text };
}

export function attach(url: string, input: unknown = EXAMPLE_INPUT): Promise<GraphQLAnswer> {
  return graphqlRequest(url, ATTACH, { input });
}
