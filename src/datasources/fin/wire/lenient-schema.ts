import { z } from 'zod/mini';

/** A string, or null if it is missing. Other types break the contract. */
export const nullableText = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((value) => value ?? null),
);

// Fin.com leaves much of its v1 API untyped. An odd value is dropped, so that it does not make the rest unreadable.
export const lenientText = z.catch(nullableText, null);
export const lenientBoolean = z.catch(z.nullable(z.boolean()), null);

export function lenientObject<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.nullable(schema), null);
}

export function lenientList<Item extends z.ZodMiniType>(item: Item) {
  return z.pipe(
    z.catch(z.array(z.catch(z.nullable(item), null)), []),
    z.transform((items) => items.filter((value) => value !== null)),
  );
}

/** @returns null if the text is not one of the values */
export function parseEnum<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}

/** Returns the URL if it is safe to open, so that a `javascript:` URL never reaches a page. */
export function parseWebUrl(text: string | null): URL | null {
  const url = text === null ? null : URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}
