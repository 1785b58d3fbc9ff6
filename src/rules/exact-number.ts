/**
 * Stands in parsed JSON for a number that JavaScript would round. No text rule accepts it, because of its first
 * character.
 */
export const INEXACT_NUMBER = '\0inexact number';

/** Up to 15 significant digits always survive, unless the exponent is extreme. */
const SURELY_EXACT = /^-?[\d.]{1,15}(?:[eE][+-]?\d{1,2})?$/;
const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** @param text a number as JSON or GraphQL writes it */
export function isExactNumber(text: string): boolean {
  if (SURELY_EXACT.test(text)) return true;
  const value = Number(text);
  return Number.isFinite(value) && normalize(text) === normalize(String(value));
}

/** Equal for texts that mean the same number, such as 1.50 and 15e-1. The sign is left out. */
function normalize(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const digits = whole + fraction;
  let start = 0;
  let end = digits.length;
  while (digits[start] === '0') start += 1;
  while (end > start && digits[end - 1] === '0') end -= 1;
  if (start === end) return '0';
  return `${digits.slice(start, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
