import { z } from 'zod/mini';

/** Reads the body of an answer. @returns undefined where it is not JSON of that shape */
export function parseAnswer<Shape>(shape: z.ZodMiniType<Shape>, text: string): Shape | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const nonEmpty = z.string().check(z.minLength(1));

const tokenPair = z.object({
  access_token: nonEmpty,
  access_token_ttl: z.optional(z.nullable(z.string())),
  refresh_token: z.optional(z.nullable(z.string())),
  refresh_token_ttl: z.optional(z.nullable(z.string())),
  current_time: z.optional(z.nullable(z.string())),
});

/** Both documented envelopes: wrapped in `data`, or bare. */
export const tokenAnswer = z.union([
  z.pipe(
    z.object({ data: tokenPair }),
    z.transform(({ data }) => data),
  ),
  tokenPair,
]);

export const attachAnswer = z.object({ data: z.object({ customer_id: z.guid() }) });

export const uploadAnswer = z.object({
  data: z.object({ files: z.array(z.record(z.string(), nonEmpty)) }),
});

const FIN_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?([+-]\d{2})(?::?(\d{2}))?$/;

/**
 * Reads `2025-12-28 10:34:45+00`, the API's own format of a moment; also RFC 3339.
 *
 * @returns milliseconds since 1970, or undefined where it is neither
 */
export function parseFinTime(text: string): number | undefined {
  const match = FIN_TIME.exec(text.replace(/Z$/i, '+00'));
  if (!match) return undefined;
  const [, day, time, fraction = '', hours, minutes = '00'] = match;
  const ms = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`);
  return Number.isNaN(ms) ? undefined : ms;
}
