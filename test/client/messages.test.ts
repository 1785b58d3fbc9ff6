import { describe, expect, test } from 'vitest';
import {
  type FieldError,
  type GatewayError,
  parseErrors,
  parseFieldErrors,
} from '../../client/src/errors.ts';
import { de } from '../../client/src/messages/de.ts';
import { en } from '../../client/src/messages/en.ts';
import { type Catalog, createMessages } from '../../client/src/messages.ts';
import { type DocumentWarning, parseWarnings } from '../../client/src/quality.ts';
import { DOCUMENT_WARNINGS } from '../../src/document-warning-codes.ts';
import { ERROR_CODES } from '../../src/error-codes.ts';
import { FIELD_ERRORS, FORMATS, UNITS } from '../../src/field-error-codes.ts';
import { LANGUAGES } from './languages.ts';

/** Every name in the examples of docs/errors.md, in a script that no sentence of ours uses. */
const LABELS = new Proxy<Record<string, string>>(
  {},
  {
    get: (_, name) => `Ω${String(name).length}`,
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: '' }),
  },
);

const EXAMPLES = [
  ...Object.entries(FIELD_ERRORS).flatMap(([code, { examples }]) =>
    examples.map((params) => [code, params] as const),
  ),
  ...Object.keys(FORMATS).map((format) => ['INVALID_FORMAT', { format }] as const),
  ...Object.keys(UNITS).flatMap((unit) => [
    ['OUT_OF_RANGE', { min: 2, unit }] as const,
    ['OUT_OF_RANGE', { min: 2, max: 5, unit }] as const,
    ['OUT_OF_RANGE', { max: 11, unit }] as const,
  ]),
  ['FILE_TYPE_NOT_ALLOWED', { allowed: ['PDF', 'JPEG', 'PNG'], detected: 'UNKNOWN' }] as const,
  ['CODE_OF_A_NEWER_GATEWAY', { size: 'XL' }] as const,
];

const ERRORS = Object.keys(ERROR_CODES).flatMap((code) => [
  gatewayError({ code }),
  gatewayError({ code, retryable: true, retryAfterSeconds: 20 }),
  gatewayError({ code, retryable: true }),
  gatewayError({ code, outcome: 'UNKNOWN' }),
]);

const WARNINGS = [
  ...Object.entries(DOCUMENT_WARNINGS).flatMap(([code, { examples }]) =>
    examples.map((params) => documentWarning(code, params)),
  ),
  documentWarning('CODE_OF_A_NEWER_GATEWAY', { minLux: 200 }),
];

/** File types and units, which are the same in many languages, and the reference that is quoted to support. */
const INTERNATIONAL = /PDF|JPEG|PNG|HEIC|kB|r-1/g;
const ENGLISH = /\b(the|this|please|must|your|and|or|of|is|enter|choose|field|value|again|before|after)\b/i;

function fieldError(code: string, params: object): FieldError {
  const [error] = parseFieldErrors([{ path: ['input'], code, params, message: 'For developers.' }]);
  if (!error) throw new Error('This is no field error.');
  return error;
}

function documentWarning(code: string, params: object): DocumentWarning {
  const [warning] = parseWarnings([{ path: ['input'], code, params, message: 'For developers.' }]);
  if (!warning) throw new Error('This is no warning.');
  return warning;
}

function gatewayError(extensions: object): GatewayError {
  const sent = { requestId: 'r-1', retryable: false, ...extensions };
  const [error] = parseErrors([{ message: 'For developers.', extensions: sent }]);
  if (!error) throw new Error('This is no error.');
  return error;
}

function expectSentence(text: string, { locale }: Catalog): void {
  expect(text).toMatch(/^[^\s{}][^{}]*\.$/);
  expect(text).not.toMatch(/undefined|\?\?\?|\[object|NaN| {2}| \.|\(\)|For developers/);
  const words = text.replaceAll(INTERNATIONAL, '');
  // Tokens such as FRONT, and names such as issueDate.
  expect(words).not.toMatch(/[A-Z_]{4,}|[a-z][A-Z]/);
  if (locale !== 'en') expect(words).not.toMatch(ENGLISH);
  if (locale === 'ar') expect(words).not.toMatch(/[A-Za-z,;?]/);
  if (locale === 'fr') expect(words).not.toMatch(/ [:;!?»]|« /);
}

describe.each(LANGUAGES)('in $locale', (catalog: Catalog) => {
  const plain = createMessages(catalog);
  const labelled = createMessages(catalog, { labels: LABELS });

  test('every field error in the table is a sentence, with and without labels', () => {
    for (const [code, params] of EXAMPLES) {
      expectSentence(plain.fieldError(fieldError(code, params)), catalog);
      expectSentence(labelled.fieldError(fieldError(code, params)), catalog);
    }
  });

  test('every error code in the table is a sentence, also with a wait or an unknown outcome', () => {
    for (const error of ERRORS) expectSentence(plain.error(error), catalog);
  });

  test('an error of a router and a missing response are sentences', () => {
    const [error] = parseErrors([{ message: 'Subgraph errors redacted' }]);
    expectSentence(error ? plain.error(error) : '', catalog);
    expectSentence(plain.error(gatewayError({ code: 'CODE_OF_A_NEWER_GATEWAY' })), catalog);
    expectSentence(plain.transportFailure('NO_RESPONSE'), catalog);
    expectSentence(plain.transportFailure('OTHER_RESPONSE'), catalog);
  });

  test('everything else that can happen to a write is a sentence', () => {
    for (const reason of ['NO_RESPONSE', 'OTHER_RESPONSE', 'FILE_UNREADABLE'] as const)
      expectSentence(plain.notSent(reason), catalog);
    expectSentence(plain.outcomeUnknown(), catalog);
    expectSentence(plain.heicAdvice(), catalog);
  });

  test('every warning in the table is a sentence of its own', () => {
    const texts = WARNINGS.map((warning) => plain.warning(warning));
    for (const text of texts) expectSentence(text, catalog);
    expect(new Set(texts).size).toBe(WARNINGS.length);
  });

  test('the examples of a code have different sentences if the app has labels', () => {
    for (const [code, { examples }] of Object.entries(FIELD_ERRORS)) {
      const texts = examples.map((params) => labelled.fieldError(fieldError(code, params)));
      expect(new Set(texts).size, code).toBe(examples.length);
    }
  });

  test('every text has the same words in braces as in English', () => {
    const placeholders = placeholdersOf(catalog);
    for (const [key, names] of placeholdersOf(en)) expect(placeholders.get(key), key).toEqual(names);
  });

  test('no text is left in English', () => {
    if (catalog.locale === 'en') return;
    for (const text of textsOf(catalog)) expect(text.replaceAll(/\{\w+\}/g, '')).not.toMatch(ENGLISH);
  });

  test('every plural has a form for each plural category of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(catalog.locale).resolvedOptions();
    const plurals = [catalog.seconds, catalog.minutes, ...Object.values(catalog.units)];
    for (const forms of plurals) expect(new Set(Object.keys(forms))).toEqual(new Set(pluralCategories));
  });
});

function textsOf(texts: object): string[] {
  return Object.values(texts).flatMap((value) => (typeof value === 'string' ? value : textsOf(value)));
}

/** By the path of each text, without plurals: their forms differ between languages. */
function placeholdersOf(texts: object, path = ''): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [key, value] of Object.entries(texts)) {
    const name = `${path}.${key}`;
    if (typeof value === 'string') found.set(name, new Set(value.match(/\{\w+\}/g)));
    else if (!('other' in value)) for (const entry of placeholdersOf(value, name)) found.set(...entry);
  }
  return found;
}

test.each([
  [1, 'يجب ألا يزيد العدد على حرف واحد.'],
  [2, 'يجب ألا يزيد العدد على حرفين.'],
  [3, 'يجب ألا يزيد العدد على 3 أحرف.'],
  [11, 'يجب ألا يزيد العدد على 11 حرفًا.'],
  [100, 'يجب ألا يزيد العدد على 100 حرف.'],
])('Arabic has the right form for %d characters', (max, text) => {
  const [, , , , , arabic = en] = LANGUAGES;
  const messages = createMessages(arabic);
  expect(messages.fieldError(fieldError('OUT_OF_RANGE', { max, unit: 'CHARACTERS' }))).toBe(text);
});

test('sizes are shown in megabytes, rounded down, so that a file of this size is accepted', () => {
  const tooLarge = (max: number) => fieldError('FILE_TOO_LARGE', { max, unit: 'BYTES' });
  expect(createMessages(en).fieldError(tooLarge(10_485_760))).toContain('10 MB');
  expect(createMessages(de).fieldError(tooLarge(1_992_294))).toContain('1,8 MB');
  expect(createMessages(en).fieldError(tooLarge(2_000))).toContain('1.9 kB');
});

test('dates and numbers follow the locale of the app', () => {
  const late = fieldError('OUT_OF_RANGE', { notAfter: '2026-11-27' });
  expect(createMessages(en).fieldError(late)).toContain('November 27, 2026');
  expect(createMessages(en, { locale: 'en-GB' }).fieldError(late)).toContain('27 November 2026');
});

test('warnings say what is enough', () => {
  const messages = createMessages(de);
  const [lowQuality] = WARNINGS;
  const expiry = documentWarning('EXPIRES_SOON', { notBefore: '2027-01-28' });
  expect(lowQuality && messages.warning(lowQuality)).toMatch(/100 kB.* 300 dpi/);
  expect(messages.warning(expiry)).toContain('28. Januar 2027');
});

test('fields are named by the labels of the app, and by nothing else', () => {
  const error = fieldError('OUT_OF_RANGE', { notBeforeField: 'issueDate' });
  const labels = { issueDate: 'Date of issue' };
  expect(createMessages(en, { labels }).fieldError(error)).toContain('“Date of issue”');
  expect(createMessages(en).fieldError(error)).not.toContain('issueDate');
  const inherited = fieldError('OUT_OF_RANGE', { notBeforeField: 'constructor' });
  expect(createMessages(en).fieldError(inherited)).not.toContain('“');
});

test('a request for a document names it and its side', () => {
  const messages = createMessages(de, { labels: { PASSPORT: 'Reisepass' } });
  const params = { documentType: 'PASSPORT', side: 'BACK' };
  expect(messages.fieldError(fieldError('REFUSED', params))).toMatch(/^Reisepass \(Rückseite\): /);
});

test('longer waits are in minutes', () => {
  const wait = (retryAfterSeconds: number) =>
    createMessages(en).error(gatewayError({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds }));
  expect(wait(1)).toContain('in 1 second.');
  expect(wait(90)).toContain('in 90 seconds.');
  expect(wait(91)).toContain('in 2 minutes.');
  expect(wait(0)).toContain('in a moment.');
});

test('a write with an unknown outcome does not invite to try again', () => {
  const lost = gatewayError({ code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' });
  expect(createMessages(en).error(lost)).toBe(en.outcomeUnknown);
});

test('errors that the operator has to look into mention the request id', () => {
  expect(createMessages(en).error(gatewayError({ code: 'INTERNAL_SERVER_ERROR' }))).toContain('r-1');
});

test('without plural rules and lists, as in React Native, the texts are still complete', () => {
  const { PluralRules, ListFormat } = Intl;
  try {
    Reflect.deleteProperty(Intl, 'PluralRules');
    Reflect.deleteProperty(Intl, 'ListFormat');
    const messages = createMessages(en);
    const long = fieldError('OUT_OF_RANGE', { max: 255, unit: 'CHARACTERS' });
    expect(messages.fieldError(long)).toBe('The maximum is 255 characters.');
    const heic = fieldError('FILE_TYPE_NOT_ALLOWED', { allowed: ['PDF', 'PNG'], detected: 'HEIC' });
    expect(messages.fieldError(heic)).toContain('PDF, PNG');
  } finally {
    Object.assign(Intl, { PluralRules, ListFormat });
  }
});
