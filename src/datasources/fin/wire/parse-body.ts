import type { z } from 'zod/mini';

/** @returns undefined if the text is not JSON or does not match the schema */
export function parseBody<Body>(schema: z.ZodMiniType<Body>, text: string): Body | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
