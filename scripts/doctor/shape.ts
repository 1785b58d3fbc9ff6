const MAX_MEMBERS = 12;
const MAX_DEPTH = 6;
/** Matches property names and field paths, but not values such as names, ids or dates. */
const NAME = /^[a-z_]+([.[\]\w-]*)$/i;
const MAX_NAME_LENGTH = 60;

/** The shape of a body without its values, such as `{data: {customer_id: string}}`. Undefined means not JSON. */
export function shapeOf(value: unknown, depth = 0): string {
  if (value === undefined) return 'not JSON';
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth === MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    const shapes = [...new Set(value.map((item: unknown) => shapeOf(item, depth + 1)))];
    return `[${shapes.slice(0, MAX_MEMBERS).join(' | ')}]`;
  }
  const members = Object.entries(value).map(
    ([key, inner]) => `${toSafeName(key)}: ${shapeOf(inner, depth + 1)}`,
  );
  return `{${members.slice(0, MAX_MEMBERS).join(', ')}${members.length > MAX_MEMBERS ? ', …' : ''}}`;
}

/** A property name that is safe to print. Four digits in a row are more than an array index. */
export function toSafeName(key: string): string {
  return NAME.test(key) && key.length <= MAX_NAME_LENGTH && !/\d{4}/.test(key) ? key : '<not a name>';
}

/** The format of a timestamp without its value, such as `9999-99-99 99:99:99+99`. */
export function timeFormatOf(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? 'missing' : typeof value;
  const format = value.replaceAll(/\d/g, '9');
  return /^[9T:.Z +-]{4,40}$/.test(format) ? format : 'not a timestamp';
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
