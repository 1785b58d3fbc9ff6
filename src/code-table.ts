import { z } from 'zod/mini';

/** Schemas of params. They allow stable tokens, numbers, dates and field names, but no English text. */
export const positive = z.int().check(z.gte(1));
export const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** A stable identifier. It has no spaces, which keeps English text out. */
export const token = z.string().check(z.regex(/^[A-Za-z0-9_.+-]+$/));
export const tokens = z.readonly(z.array(token).check(z.minLength(1)));
export const none = z.strictObject({});

/** A row of a table of codes: what the code means, the schema of its params, and examples of them. */
export function entry<Params extends z.core.$ZodType>(
  description: string,
  params: Params,
  ...examples: [z.output<Params>, ...z.output<Params>[]]
) {
  return { description, params, examples };
}
