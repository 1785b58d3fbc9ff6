/**
 * Reads the header `Idempotency-Key`. The IETF draft requires a quoted string of structured fields (RFC 9651, section
 * 3.3.3), optionally with parameters. A value without quotes is the key itself.
 *
 * @returns undefined for a malformed quoted string
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function unquoteKey(value: string): string | undefined {
  if (!value.startsWith('"')) return value;
  const quoted = /^"((?:[^"\\]|\\["\\])*)"[ ]*(?:;.*)?$/.exec(value)?.[1];
  return quoted?.replace(/\\(["\\])/g, '$1');
}
