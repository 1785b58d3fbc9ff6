export const V2_ONLY = 'Sent in v2 only.';
export const LATIN_IN_V1 = 'In v1, Latin letters only. In v2, any letters.';

/** For a text that has an English twin. */
export function lettersOf(name: string): string {
  return `In v1, Latin letters only, unless \`${name}En\` is present. In v2, any letters; \`${name}En\` is required if the text has characters beyond ASCII.`;
}

/** Describes the English twin of a text. */
export function twinOf(name: string): string {
  return `English transliteration of \`${name}\`, in ASCII characters. In v1, it replaces \`${name}\` if that has other than Latin letters, and is not sent otherwise. In v2, it is sent in addition.`;
}
