import type { FieldError, FieldPath } from '../errors.ts';
import { validateText } from './text-rules.ts';

const LINE_BREAK = /\r\n|[\r\n]/;

/** Like `validateText`, but allows line breaks: people paste addresses of several lines. */
export function validateAddressLines(text: string, path: FieldPath): FieldError[] {
  return validateText(joinAddressLines(text), path);
}

/** Joins the lines of an address with commas. */
export function joinAddressLines(text: string): string {
  if (!LINE_BREAK.test(text)) return text;
  const lines = text.split(LINE_BREAK).map((line) => line.trim().replace(/,$/, ''));
  return lines.filter((line) => line !== '').join(', ');
}
