/**
 * The key in a header `Idempotency-Key`, which the IETF draft writes in quotes, as a string of structured fields
 * (RFC 9651, section 3.3.3) with parameters, if any, behind it. A bare key stands for itself.
 *
 * @returns undefined where a quote opens a string that is not well formed
 */
export function unquoteKey(value: string): string | undefined {
  if (!value.startsWith('"')) return value;
  const quoted = /^"((?:[^"\\]|\\["\\])*)"[ ]*(?:;.*)?$/.exec(value)?.[1];
  return quoted?.replace(/\\(["\\])/g, '$1');
}
