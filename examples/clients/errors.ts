import { z } from 'zod/mini';

const path = z.array(z.union([z.string(), z.number()]));
const fieldError = z.object({
  path,
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  message: z.string(),
});

/** The part of `extensions` that clients act on. docs/errors.md describes all of it. */
export const gatewayError = z.object({
  extensions: z.object({
    code: z.string(),
    requestId: z.string(),
    retryable: z.boolean(),
    outcome: z.optional(z.literal('UNKNOWN')),
    retryAfterSeconds: z.optional(z.number()),
    fieldErrors: z._default(z.array(fieldError), []),
    uploadedFiles: z._default(z.array(z.object({ path, uri: z.string() })), []),
  }),
});
export type GatewayError = z.infer<typeof gatewayError>;

/** @throws if the errors do not come from the gateway, but from a proxy in between */
export function parseErrors(errors: readonly unknown[] = []): GatewayError[] {
  return z.array(gatewayError).parse(errors);
}

/** All field errors with their form field, such as `proofOfIdentity.number`. Show those with an empty field above the form. */
export function toFormErrors(errors: readonly GatewayError[]) {
  return errors.flatMap(({ extensions }) => extensions.fieldErrors).map(toFormError);
}

/** A field error with its form field. Also for `requestedFieldErrors`, which have the same shape. */
export function toFormError({ path: [_argument, ...field], ...error }: z.infer<typeof fieldError>) {
  return { ...error, field: field.join('.') };
}
