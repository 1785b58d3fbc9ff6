import { expect, test } from 'vitest';
import { toUpstreamError } from '../../../src/datasources/fin/errors/upstream-error.ts';
import { TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { answer, traits } from './upstream-error-cases.ts';

test.each(['a12345678', 'A12 345 678', 'A12-345-678', 'a12 345-678'])(
  'a private value that Fin.com returns as %s is redacted',
  (spelled) => {
    const sent = {
      operation: 'attachIndividualDocuments',
      effect: 'write',
      toInputPath: () => [],
      privateValues: ['A1234-5678', '(x.y)*'],
    } as const;
    const said = toUpstreamError(answer(422, { message: `No ${spelled}! No (X.Y)*!` }), sent).details
      .fieldErrors?.[0]?.message;
    expect(said).toBe('No [redacted]! No [redacted]!');
  },
);

test.each([
  ['a URL', encodeURIComponent],
  ['a query', (value: string) => new URLSearchParams({ value }).toString().slice('value='.length)],
  [
    'HTML',
    (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ],
  [
    'HTML, in hex',
    (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  ],
  ['JSON', (value: string) => JSON.stringify(value).slice(1, -1)],
  ['JSON of ASCII', (value: string) => JSON.stringify(value).slice(1, -1).replace('é', String.raw`\u00e9`)],
])('a private value is redacted in %s, also in capitals', (_where, write) => {
  const value = `12 Rue "Réaumur" & d'Or/3\\`;
  const written = write(value);
  const message = `No ${written}! No ${written.toUpperCase()}!`;

  expect(shownTexts({ message }, [value])[1]).toBe('No [redacted]! No [redacted]!');
});

test.each([
  '05/03/1987',
  '5.3.1987',
  '3/5/87',
  '03-05-1987',
  '1987/3/5',
  '87 03 05',
  '5 March 1987',
  '5th of March, 1987',
  'Mar 05, 1987',
  'MARCH 5TH 87',
  '1987-Mar-05',
  '05MAR1987',
  '19870305',
])('a private date that Fin.com returns as %s is redacted', (written) => {
  expect(shownTexts({ message: `No ${written}, please` }, ['1987-03-05'])[1]).toBe('No [redacted], please');
});

test.each(['15/03/1987', '3/5/1988', '5 May 1987', '105/03/1987', 'step 3, 5 of 1987', '1987'])(
  'another date, or something that is not a date, is not redacted: %s',
  (written) => {
    expect(shownTexts({ message: written }, ['1987-03-05'])[1]).toBe(written);
  },
);

test('a private value that only looks like a date does no harm', () => {
  expect(shownTexts({ message: 'on 5 March 1987' }, ['1987-13-05'])[1]).toBe('on 5 March 1987');
});

test('half of a surrogate pair among the private values does no harm', () => {
  expect(shownTexts({ message: 'not A12345678' }, ['\ud800abc', 'A12345678'])[1]).toBe('not [redacted]');
});

/** All text that a refusal with this body would show. */
function shownTexts(body: unknown, privateValues: readonly string[] = [], status = 422): string[] {
  const { message, details } = toUpstreamError(answer(status, body), traits({ privateValues }));
  const texts = details.fieldErrors?.flatMap((error) => [error.message, error.upstreamField ?? '']) ?? [];
  return [message, ...texts];
}

test('long texts from Fin.com are truncated', () => {
  const long = 'a'.repeat(100_000);
  for (const text of shownTexts({ message: long, errors: [{ [long]: long }] })) {
    expect(text.length).toBeLessThanOrEqual(350);
    expect(text).toMatch(/…$/);
  }
  expect(shownTexts({ message: 'a'.repeat(300) })[1]).toBe('a'.repeat(300));
  expect(shownTexts({ message: 'a'.repeat(301) })[1]).toBe(`${'a'.repeat(299)}…`);
});

test('texts from Fin.com become one line without control characters', () => {
  const odd = ' a\r\nb\u0000c\u001b[31md\u0085e\u2028f\tg  h ';
  for (const text of shownTexts({ message: odd, errors: [{ [odd]: odd }] })) {
    expect(text).toContain('a b c [31md e f g h');
    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  }
});

test.each([422, 400, 403, 404, 409, 423, 428])(
  'private values are redacted from the text of a %i',
  (status) => {
    const secret = 'A12345678';
    const uri = '/AbAcQ4hn_0652746727637.pdf';
    const echo = `number ${secret}, again ${secret}, file ${uri}`;
    const body = { message: echo, errors: [{ [`files.${uri}`]: echo }, { field: secret, message: echo }] };
    const shown = shownTexts(body, [uri, secret], status).join('\n');
    expect(shown).toContain('number [redacted], again [redacted], file [redacted]');
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('AbAcQ4hn');
  },
);

test('anything that looks like an access token is redacted', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl_-canary';
  const shown = shownTexts({ message: `bad token ${token}!`, errors: [{ token: `Bearer ${token}` }] }).join(
    '\n',
  );
  expect(shown).toContain('bad token [redacted]!');
  expect(shown).not.toMatch(/eyJ|canary/);
});

test.each([
  'proof_of_identity.files.0.uri',
  'proof_of_identity.files[0].uri',
  'proof_of_identity.files.side',
  'associated_parties.basic_info.email',
])('the field name %s is passed on unchanged and not mistaken for a token', (field) => {
  expect(shownTexts({ errors: [{ [field]: 'bad' }] })[2]).toBe(field);
});

test('values that are too short to tell from words are not redacted', () => {
  expect(shownTexts({ message: 'a to b' }, ['a', 'to', ''])[1]).toBe('a to b');
});

test('special characters of regular expressions in a private value are matched literally', () => {
  expect(shownTexts({ message: 'not (A+1$&.*)' }, ['(A+1$&.*)'])[1]).toBe('not [redacted]');
});

test('a private value that contains another one is redacted as a whole', () => {
  const tosPoliciesValue = TOS_POLICIES_VALUE;
  const [, shown] = shownTexts({ message: `unknown policy ${tosPoliciesValue}` }, ['414', tosPoliciesValue]);
  expect(shown).toBe('unknown policy [redacted]');
});

test('a private value with spaces is redacted too', () => {
  for (const number of ['A1234567 ', ' A1234567', 'A12  34567', 'A12\t34567']) {
    const shown = shownTexts({ message: `unknown number: ${number}` }, [number])[1] ?? '';
    expect(shown.replaceAll('[redacted]', '').trim()).toBe('unknown number:');
  }
});

test('truncation leaves no part of a private value', () => {
  for (const length of [70, 299, 301, 500, 700, 1199, 1201, 5000]) {
    const value = Array.from({ length }, (_, index) => (index % 36).toString(36)).join('');
    const [, shown = ''] = shownTexts({ message: `${value} ${value} ${value} ${value}` }, [value]);
    expect(shown.replaceAll('[redacted]', '').replaceAll(/[\s…]/g, '')).toBe('');
  }
});
