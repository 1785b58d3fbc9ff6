/** Replaces a number in parsed JSON that JavaScript would round. Text rules reject it because of its first character. */
export const INEXACT_NUMBER = '\0inexact number';

/** Up to 15 significant digits are always exact, unless the exponent is extreme. */
const SURELY_EXACT = /^-?[\d.]{1,15}(?:[eE][+-]?\d{1,2})?$/;
const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** @param text a number in JSON or GraphQL notation */
export function isExactNumber(text: string): boolean {
  if (SURELY_EXACT.test(text)) return true;
  const value = Number(text);
  return Number.isFinite(value) && normalize(text) === normalize(String(value));
}

/** Equal for different notations of a number, such as 1.50 and 15e-1. The sign is ignored. */
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
