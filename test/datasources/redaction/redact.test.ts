import { expect, test } from 'vitest';
import { redactAll } from '../../../src/datasources/fin/redaction/redact.ts';

const redact = (text: string, ...values: string[]) => redactAll([text], values)[0] ?? '';

/** How an API, its framework or a proxy may write a value that was sent: the value, its spelling. */
const SPELLINGS: [value: string, spelling: string][] = [
  ['+14155550119', '+1 (415) 555-0119'],
  ['+14155550119', '+1.415.555.0119'],
  ['+14155550119', '1-415-555-01-19'],
  ['+14155550119', '(415) 555-0119'],
  ['+14155550119', '415/5550119'],
  ['+14155550119', '＋１４１５５５５０１１９'],
  ['+14155550119', '%2B14155550119'],
  ['+14155550119', '&#43;1 415 555 0119'],
  ['+4915123456789', '0151 23456789'],
  ['+96612345678', '١٢٣٤٥٦٧٨'],
  ['A12345678', 'a12345678'],
  ['A12345678', 'A 123 456 78'],
  ['A12345678', 'A-123.456_78'],
  ['A12345678', 'A\u200b1234\u200d5678'],
  ['A12345678', 'A\u00ad12345678\ufeff'],
  ['A12345678', 'A12,345,678'],
  ['A12345678', '&#65;12345678'],
  ['A12345678', '&#x41;&#x31;2345678'],
  ['A12345678', '%41%31%32345678'],
  ['A12345678', String.raw`\u0041\u00312345678`],
  ['A12345678', String.raw`\x41\u{31}2345678`],
  ['A12345678', '&amp;#65;12345678'],
  ['A12345678', '%2541%25312345678'],
  ['A12345678', String.raw`\\u004112345678`],
  ['A12345678', 'Ａ１２３４５６７８'],
  ['A12345678', 'Ⓐ12345678'],
  ['José Muñoz', 'JOSE\u0301 MUN\u0303OZ'],
  ['José Muñoz', 'Jose Munoz'],
  ['José Muñoz', 'Jos&eacute; Mu&ntilde;oz'],
  ['José Muñoz', 'Jos&#233; Mu&#xF1;oz'],
  ['José Muñoz', 'Jos%C3%A9+Mu%C3%B1oz'],
  ['José Muñoz', 'Jos%E9%20Mu%F1oz'],
  ['José Muñoz', String.raw`Jos\u00e9 Mu\u00f1oz`],
  ['José Muñoz', 'josé_muñoz'],
  ['Jos\u0065\u0301 Muñoz', 'José Muñoz'],
  ['Großmann', 'GROSSMANN'],
  ['Müller Ångström', 'MUELLER<<AANGSTROEM'],
  ['Mu\u0308ller', 'Mueller'],
  ['Müller', 'Muller'],
  ['A12345678', 'A1234<b>5678</b>'],
  ['A12345678', 'A1234&lt;wbr/&gt;5678'],
  ['1 < 2 street', '1 &lt; 2 street'],
  ['Großmann', 'Gro&szlig;mann'],
  ['Łukasz Sørensen', 'Lukasz Sorensen'],
  ['Łukasz Sørensen', '&Lstrok;ukasz S&oslash;rensen'],
  ["O'Brien-Smith", 'O&#39;Brien Smith'],
  ["O'Brien-Smith", 'O’BRIEN–SMITH'],
  ['jane.doe@example.com', 'Jane.Doe@Example.COM'],
  ['jane.doe@example.com', 'jane.doe%40example.com'],
  ['jane.doe@example.com', 'jane.doe&commat;example&period;com'],
  ['jane.doe@example.com', 'jane.doe @ example . com'],
  ['123-45-6789', '123456789'],
  ['123-45-6789', '123 45 6789'],
  ['55bd6b4e-c20a-4cc8-9535-91d5557a67d9', '55BD6B4EC20A4CC8953591D5557A67D9'],
  ['55bd6b4e-c20a-4cc8-9535-91d5557a67d9', '{55bd6b4e-c20a-4cc8-9535-91d5557a67d9}'],
  ['12 Rue Réaumur', '12, rue Reaumur'],
  ['5000', '5,000'],
  ['5000', '5 000'],
  ['李小龙', '李小龙'],
  ['김민준', '김 민준'],
  ['Мария', 'МАРИЯ'],
  ['Ελένη', 'ΕΛΕΝΗ'],
  ['a & b %41 street', 'a &amp; b %41 street'],
  ['a & b %41 street', 'a & b %2541 street'],
  ['Unit &#65; West', 'Unit &#65; West'],
  ['Unit &#65; West', 'Unit A West'],
];

const lettersAndDigits = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

test.each(SPELLINGS)('%s is redacted if it is written as %s', (value, spelling) => {
  for (const around of ['#', 'The value # is not known.', 'value=#;', '"#" (twice: #)']) {
    const shown = redact(around.replaceAll('#', spelling), value);
    expect(shown).toContain('[redacted]');
    // Signs and brackets around a value may stay.
    const left = shown.replaceAll('[redacted]', '').replaceAll(/<[^>]*>/g, '');
    expect(lettersAndDigits(left)).toBe(lettersAndDigits(around));
  }
});

test('the text around a value is left unchanged', () => {
  const text = 'Field <b>tin</b>: 123 45 6789 isn’t a “TIN” — see RFC 9457 § 3, 50 % of…';
  expect(redact(text, '123-45-6789')).toBe(text.replace('123 45 6789', '[redacted]'));
});

test.each([
  ['Rome', 'differs from email'],
  ['Ann', 'you can not send it'],
  ['5000', 'at most 150, 001 files'],
  ['Ina', 'is in another form'],
])('%s is not found across parts of neighboring words: %s', (value, text) => {
  expect(redact(text, value)).toBe(text);
});

test.each([
  ['李', 'The name 李 is too short', 'The name [redacted] is too short'],
  ['이', 'name=이.', 'name=[redacted].'],
  ['Li', 'Name Li is too short', 'Name [redacted] is too short'],
  ['Li', 'Limits like Lima', 'Limits like Lima'],
  ['li', 'name "li" is short', 'name "[redacted]" is short'],
  ['no', 'no such name', 'no such name'],
  ['X', "name 'X' is short", "name '[redacted]' is short"],
  ['7', 'at most 7 files', 'at most 7 files'],
])('%s has one or two letters, and %j becomes %j', (value, text, shown) => {
  expect(redact(text, value)).toBe(shown);
});

test.each([
  ['05|03|1987', 'x 05|03|1987 y'],
  ['5. 3. 1987', 'born 5. 3. 1987.'],
  ['05031987', 'dob05031987x'],
  ['1987年3月5日', '生日 1987年3月5日'],
  ['０５/０３/１９８７', 'on ０５/０３/１９８７'],
  ['05%2F03%2F1987', 'on 05%2F03%2F1987'],
  ['1987-03-05T00:00:00Z', 'at 1987-03-05T00:00:00Z'],
  ['3 05/03/1987', '3 05/03/1987'],
])('the date 1987-03-05 is redacted if it is written as %s', (_spelling, text) => {
  const shown = redact(text, '1987-03-05');
  expect(shown).toContain('[redacted]');
  expect(shown).not.toMatch(/1987|１９８７|0?5.0?3/);
});

test('a truncated quote of a long value is redacted', () => {
  const street = 'Karl-Theodor-von-Dalberg-Strasse 117, third backyard';
  expect(redact('Street "Karl-Theodor-von-Dalb…" is too long', street)).toBe(
    'Street "[redacted]…" is too long',
  );
  expect(redact('Karla is unknown', street)).toBe('Karla is unknown');
});

test('a value at the end of a truncated text leaves no part of itself', () => {
  const value = 'Zacharias0123456789';
  for (let length = 900; length <= 1_010; length += 1) {
    const [shown = ''] = redactAll(
      [`${'[]'.repeat(length / 2)}${encodeURIComponent(value)}${'x'.repeat(200)}`],
      [value],
    );
    expect(shown).not.toContain('Zac');
  }
  const hidden = 'secret0123456789'.repeat(60);
  for (let filler = 0; filler < 60; filler += 1) {
    const shown = redact(`${'-'.repeat(filler)}${hidden} Zacharias0123456789`, hidden, value);
    expect(lettersAndDigits(shown.replaceAll('[redacted]', ''))).toBe('');
  }
});

test('texts are redacted independently of each other and in their order', () => {
  const texts = ['A1234', '5678', '', 'A12345678', 'no A 1234 5678'];
  expect(redactAll(texts, ['A12345678'])).toEqual(['A1234', '5678', '', '[redacted]', 'no [redacted]']);
});

/** Processor time of the fastest of several runs, which other programs on the machine hardly change. */
function cpuMicroseconds(work: () => unknown): number {
  const runs = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.max(1, Math.min(...runs));
}

/** The least that comparing normalized values takes. `JSON.stringify` is no measure: its speed depends on Node's version. */
const normalizeAll = (values: readonly string[]) =>
  values.map((value) => value.normalize('NFKD').toLowerCase());

test.each<[what: string, value: (index: number) => string]>([
  ['that do not occur', (index) => `${(index * 7919).toString(36)}-xyz`],
  ['that begin like a word of the text', (index) => `text ${index}`],
  ['with accents', (index) => `é${index}ü`],
  ['that are dates', (index) => `${1_000 + (index % 3_000)}-01-0${1 + (index % 9)}`],
  ['that are phone numbers', (index) => `+1415${1_000_000 + index}`],
])('redacting 120,000 values %s costs little more than normalizing them', (_what, value) => {
  const values = Array.from({ length: 120_000 }, (_, index) => value(index));
  const texts = ['The text is not valid.'];
  expect(redactAll(texts, values)).toEqual(texts);
  const baseline = cpuMicroseconds(() => normalizeAll(values));
  expect(cpuMicroseconds(() => redactAll(texts, values)) / baseline).toBeLessThan(30);
});

test.each<[what: string, text: string, value: (index: number) => string]>([
  ['one letter repeated', 'a'.repeat(1_000), (index) => `${'a'.repeat(20 + (index % 30))}${index}`],
  ['escapes', 'Validation failed', (index) => `%41${index}&amp;`],
  ['values that all occur', 'x1'.repeat(500), (index) => `x1${'x1'.repeat(index % 40)}x${index}`],
])('if redacting would take too long because of %s, the text is not shown', (_what, text, value) => {
  const values = Array.from({ length: 120_000 }, (_, index) => value(index));
  expect(redactAll([text, 'another text'], values)).toEqual(['[redacted]', '[redacted]']);
  const baseline = cpuMicroseconds(() => normalizeAll(values));
  expect(cpuMicroseconds(() => redactAll([text], values)) / baseline).toBeLessThan(30);
});
