/** A text that maps each of its UTF-16 units to the range of the original that it came from. */
export interface MappedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A proxy, a framework and a template engine may each have escaped the text once. */
const MAX_LAYERS = 4;
/** HTML entities and tags, percent encoding of one UTF-8 character, and the backslash escapes of JSON and JavaScript. */
const ESCAPE = new RegExp(
  [
    '&#(?<decimal>\\d{1,7});?',
    '&#x(?<hex>[\\da-f]{1,6});?',
    '&(?<entity>[a-z][a-z\\d]{1,19});',
    '(?<percent>%[c-d][\\da-f]%[89ab][\\da-f]|%e[\\da-f](?:%[89ab][\\da-f]){2}|%f[0-7](?:%[89ab][\\da-f]){3}|%[\\da-f]{2})',
    '\\\\u(?<unit>[\\da-f]{4})',
    '\\\\u\\{(?<point>[\\da-f]{1,6})\\}',
    '\\\\x(?<byte>[\\da-f]{2})',
    '<\\/?(?<tag>[a-z][^<>]{0,60})>',
    '\\\\(?<letter>["\'\\\\/bfnrt])',
  ].join('|'),
  'gi',
);
const HAS_ESCAPE = /[&%\\<]/;
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
  ...{ aelig: 'æ', oelig: 'œ', szlig: 'ß', eth: 'ð', thorn: 'þ', imath: 'ı', inodot: 'ı' },
};
/** Decoded to the base letter, because comparisons ignore accents. */
const ACCENTED_ENTITY =
  /^([a-z])(?:acute|grave|circ|uml|tilde|ring|cedil|slash|caron|breve|macr|ogon|dot|strok|dblac)$/i;

export function withoutMapping(text: string): MappedText {
  const starts = Array.from({ length: text.length }, (_, index) => index);
  return { text, starts, ends: starts.map((start) => start + 1) };
}

/** Decodes nested escapes. @returns undefined if the text has none */
export function decodeEscapes(source: MappedText): MappedText | undefined {
  let decoded: MappedText | undefined;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const next = decodeLayer(decoded ?? source);
    if (!next) break;
    decoded = next;
  }
  return decoded;
}

function decodeLayer({ text, starts, ends }: MappedText): MappedText | undefined {
  if (!HAS_ESCAPE.test(text)) return undefined;
  const parts: string[] = [];
  const newStarts: number[] = [];
  const newEnds: number[] = [];
  let copied = 0;
  const copyUpTo = (end: number) => {
    parts.push(text.slice(copied, end));
    for (let index = copied; index < end; index += 1) {
      newStarts.push(starts[index] ?? 0);
      newEnds.push(ends[index] ?? 0);
    }
  };
  for (const match of text.matchAll(ESCAPE)) {
    copyUpTo(match.index);
    copied = match.index + match[0].length;
    const character = decode(match.groups ?? {});
    parts.push(character);
    for (let unit = 0; unit < character.length; unit += 1) {
      newStarts.push(starts[match.index] ?? 0);
      newEnds.push(ends[copied - 1] ?? 0);
    }
  }
  if (copied === 0) return undefined;
  copyUpTo(text.length);
  return { text: parts.join(''), starts: newStarts, ends: newEnds };
}

function decode(groups: Readonly<Record<string, string | undefined>>): string {
  const { decimal, hex, entity, percent, unit, point, byte } = groups;
  if (entity !== undefined) return decodeEntity(entity);
  if (percent !== undefined) return decodePercent(percent);
  if (decimal !== undefined) return fromCodePoint(Number(decimal));
  if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
  const digits = hex ?? point ?? byte;
  if (digits !== undefined) return fromCodePoint(Number.parseInt(digits, 16));
  const letter = groups['letter'] ?? ' ';
  return /[bfnrt]/i.test(letter) ? ' ' : letter;
}

/** Other entities are punctuation, or letters that no known encoder escapes. */
function decodeEntity(name: string): string {
  return ENTITIES[name.toLowerCase()] ?? ACCENTED_ENTITY.exec(name)?.[1] ?? ' ';
}

function decodePercent(sequence: string): string {
  try {
    return decodeURIComponent(sequence);
  } catch {
    // Not UTF-8, so decode it as ISO 8859-1.
    return String.fromCharCode(Number.parseInt(sequence.slice(1, 3), 16));
  }
}

function fromCodePoint(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
}
