import { expect, test } from 'vitest';
import { toJavaScriptPattern } from '../../../src/datasources/fin/catalogue/ruby-regexp.ts';

test.each([
  [String.raw`\A\d{6}\Z`, String.raw`^\d{6}$`],
  [String.raw`\A(96799)(?:[ \-](\d{4}))?\Z`, String.raw`^(96799)(?:[ \-](\d{4}))?$`],
  [String.raw`\AAD[1-7]0\d\z`, String.raw`^AD[1-7]0\d$`],
  [String.raw`\A((?:[A-HJ-NP-Z])?\d{4})([A-Z]{3})?\Z`, String.raw`^((?:[A-HJ-NP-Z])?\d{4})([A-Z]{3})?$`],
  [String.raw`\\A\d`, String.raw`\\A\d`],
  ['AZ', 'AZ'],
  ['', ''],
])('%s is %s in JavaScript', (ruby, javaScript) => {
  expect(toJavaScriptPattern(ruby)).toBe(javaScript);
});

test.each([String.raw`\A\h{4}\Z`, '(', String.raw`(?<a>x)\g<a>`, '[[:digit:]]', String.raw`\A(?i)ab\Z`])(
  '%s, which JavaScript cannot parse, is omitted',
  (ruby) => {
    expect(toJavaScriptPattern(ruby)).toBeNull();
  },
);

test('without the conversion JavaScript would reject every valid postal code', () => {
  const ruby = String.raw`\A\d{5}\Z`;
  expect(new RegExp(ruby).test('10001')).toBe(false);
  expect(new RegExp(toJavaScriptPattern(ruby) ?? '', 'u').test('10001')).toBe(true);
});
