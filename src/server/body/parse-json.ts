import { INEXACT_NUMBER, isExactNumber } from '../../rules/exact-number.ts';

/** Matches every number that may be inexact, and some strings. Most requests contain no match. */
const SUSPECT = /[:,[\s]-?(?:[\d.]{16}|[\d.]{1,15}[eE])/;
const NUMBER = /-?\d[\d.eE+-]*/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Parses JSON without rounding. A number that JavaScript cannot represent becomes `INEXACT_NUMBER`, so that its field gets
 * an error.
 *
 * @throws {SyntaxError} with a message that quotes the text
 */
export function parseJsonExactly(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  const marked = markInexactNumbers(text);
  return marked === text ? parsed : JSON.parse(marked);
}

/** @param json valid JSON @returns the same, with `INEXACT_NUMBER` for each number that JavaScript would round */
export function markInexactNumbers(json: string): string {
  if (!SUSPECT.test(json)) return json;
  const mark = JSON.stringify(INEXACT_NUMBER);
  let marked = '';
  let copiedTo = 0;
  let position = 0;
  while (position < json.length) {
    const code = json.charCodeAt(position);
    if (code === QUOTE) position = findStringEnd(json, position);
    else if (isNumberStart(code)) {
      const number = readNumber(json, position);
      if (!isExactNumber(number)) {
        marked += json.slice(copiedTo, position) + mark;
        copiedTo = position + number.length;
      }
      position += number.length;
    } else position += 1;
  }
  return copiedTo === 0 ? json : marked + json.slice(copiedTo);
}

function isNumberStart(code: number): boolean {
  return code === MINUS || (code >= ZERO && code <= NINE);
}

function readNumber(json: string, position: number): string {
  NUMBER.lastIndex = position;
  return NUMBER.exec(json)?.[0] ?? json.charAt(position);
}

function findStringEnd(json: string, start: number): number {
  let position = start + 1;
  while (position < json.length) {
    const code = json.charCodeAt(position);
    if (code === QUOTE) return position + 1;
    position += code === BACKSLASH ? 2 : 1;
  }
  return position;
}
