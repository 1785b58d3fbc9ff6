import { z } from 'zod/mini';

const maybeText = z.exactOptional(z.nullable(z.string()));

/** The payload of mutations about one customer, as it is recorded for replays. Other members are read on demand. */
export const customerPayload = z.object({
  customer: z.object({ id: z.string(), tosPoliciesUrl: maybeText, tosPoliciesValue: maybeText }),
});
export type CustomerPayload = z.infer<typeof customerPayload>;
