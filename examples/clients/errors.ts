import { z } from 'zod/mini';

const path = z.array(z.union([z.string(), z.number()]));

/** The part of `extensions` that clients act on. The rest is in docs/errors.md. */
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

/** @throws if the errors are not from the gateway, but from a proxy in between */
export function parseErrors(errors: readonly unknown[] = []): GatewayError[] {
  return z.array(gatewayError).parse(errors);
}

/** Every mistake with its form field, such as `proofOfIdentity.number`. Show those with an empty name above the form. */
export function formMistakes(errors: readonly GatewayError[]) {
  return errors
    .flatMap(({ extensions }) => extensions.fieldErrors)
    .map(({ path: [_argument, ...field], ...mistake }) => ({ ...mistake, field: field.join('.') }));
}
