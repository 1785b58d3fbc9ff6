/** The longest wait that is honored or passed on. A longer one would keep timers alive for no caller. */
export const MAX_RETRY_AFTER_SECONDS = 3_600;

/** Both forms of HTTP-date that state their time zone (RFC 9110, section 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;
/** The third form, which is GMT without saying so. */
const ASCTIME_DATE = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * Parses a Retry-After header in either of its forms (RFC 9110, section 10.2.3).
 *
 * @returns whole seconds from now, from 0 to MAX_RETRY_AFTER_SECONDS; undefined if there is no header or it is malformed
 */
export function parseRetryAfter(header: string | null): number | undefined {
  const seconds = header === null ? Number.NaN : parseSeconds(header);
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(MAX_RETRY_AFTER_SECONDS, Math.max(0, seconds));
}

function parseSeconds(header: string): number {
  if (/^\d+$/.test(header)) return Number(header);
  const isAsctime = ASCTIME_DATE.test(header);
  if (!isAsctime && !HTTP_DATE.test(header)) return Number.NaN;
  return Math.ceil((Date.parse(isAsctime ? `${header} GMT` : header) - Date.now()) / 1000);
}
