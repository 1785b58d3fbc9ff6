import { z } from 'zod/mini';

const path = z.array(z.union([z.string(), z.number()]));

/** What decides. The rest of `extensions` is in docs/errors.md. */
export const gatewayError = z.object({
  extensions: z.object({
    code: z.string(),
    requestId: z.string(),
    retryable: z.boolean(),
    outcome: z.optional(z.literal('UNKNOWN')),
    retryAfterSeconds: z.optional(z.number()),
    fieldErrors: z._default(
      z.array(
        z.object({ path, code: z.string(), params: z.record(z.string(), z.unknown()), message: z.string() }),
      ),
      [],
    ),
    uploadedFiles: z._default(z.array(z.object({ path, uri: z.string() })), []),
  }),
});
export type GatewayError = z.infer<typeof gatewayError>;

/** @throws if they are not the gateway's, but those of a proxy in between */
export function parseErrors(errors: readonly unknown[] = []): GatewayError[] {
  return z.array(gatewayError).parse(errors);
}

/** Every mistake by the name of its field in a form, such as `proofOfIdentity.number`; with an empty name, above the form. */
export function formMistakes(errors: readonly GatewayError[]) {
  return errors
    .flatMap(({ extensions }) => extensions.fieldErrors)
    .map(({ path: [_argument, ...field], ...mistake }) => ({ ...mistake, field: field.join('.') }));
}
