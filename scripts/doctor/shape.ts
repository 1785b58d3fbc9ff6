/** What a body looks like, without any of its values. */

const MAX_MEMBERS = 12;
const MAX_DEPTH = 6;
/** Names of members and paths of fields; a value in their place would have digits, blanks or a length that these lack. */
const NAME = /^[a-z_]+([.[\]\w-]*)$/i;
const MAX_NAME_LENGTH = 60;

/** `{data: {customer_id: string}}`, of a body with these members. Undefined is what was not JSON. */
export function shapeOf(value: unknown, depth = 0): string {
  if (value === undefined) return 'not JSON';
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth === MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    const shapes = [...new Set(value.map((item: unknown) => shapeOf(item, depth + 1)))];
    return `[${shapes.slice(0, MAX_MEMBERS).join(' | ')}]`;
  }
  const members = Object.entries(value).map(([key, inner]) => `${nameOf(key)}: ${shapeOf(inner, depth + 1)}`);
  return `{${members.slice(0, MAX_MEMBERS).join(', ')}${members.length > MAX_MEMBERS ? ', …' : ''}}`;
}

/** A member's name, fit to be printed. Longer runs of digits are no position in a list. */
export function nameOf(key: string): string {
  return NAME.test(key) && key.length <= MAX_NAME_LENGTH && !/\d{4}/.test(key) ? key : '<not a name>';
}

/** `9999-99-99 99:99:99+99`: how a moment is written, without the moment. */
export function timeFormatOf(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? 'missing' : typeof value;
  const format = value.replaceAll(/\d/g, '9');
  return /^[9T:.Z +-]{4,40}$/.test(format) ? format : 'not a moment';
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
