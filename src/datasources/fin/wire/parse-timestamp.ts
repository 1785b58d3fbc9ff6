const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?([+-]\d{2})(?::?(\d{2}))?$/;

/**
 * Parses Fin.com's own timestamp format, `2025-12-28 10:34:45+00`, and RFC 3339.
 *
 * @returns milliseconds since 1970, or undefined if it is neither
 */
export function parseTimestamp(text: string): number | undefined {
  const match = TIMESTAMP.exec(text.replace(/Z$/i, '+00'));
  if (!match) return undefined;
  const [, day, time, fraction = '', hours, minutes = '00'] = match;
  const ms = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`);
  return Number.isNaN(ms) ? undefined : ms;
}
