import { expect, test } from 'vitest';
import { findMarkers } from './find-markers.ts';
import { createMarks } from './markers.ts';

const marks = createMarks('a path');
const text = marks.text('text');
const number = marks.number('number');
const day = marks.date('day', 1931);
const id = marks.uuid('id');
const phone = marks.phone('phone');
const state = marks.subdivision('state');
const token = 'eyJhbGciOiJFUzI1NiJ9';
marks.note('token', token);

const base64 = (value: string) => Buffer.from(value).toString('base64');
const hex = (value: string) => Buffer.from(value).toString('hex');

test.each<[string, string, string]>([
  ['a text', 'text', `"number ${text}."`],
  ['a text inside a word', 'text', `scan-${text}.pdf`],
  ['a text in capitals', 'text', text.toUpperCase()],
  ['a text in a URL', 'text', encodeURIComponent(`/é ${text}?`)],
  ['a text in JSON in JSON', 'text', JSON.stringify(JSON.stringify({ number: `"${text}"` }))],
  ['a text in base64', 'text', base64(`{"n":"${text}"}`)],
  ['a text in base64, one byte on', 'text', base64(`{"n" :"${text}"}`)],
  ['a text in base64, two bytes on', 'text', base64(`{"n" : "${text}"}`)],
  ['a text in base64 of URLs', 'text', Buffer.from(`?>?>${text}?>`).toString('base64url')],
  ['a text in hex', 'text', hex(`number ${text}`).toUpperCase()],
  ['a text in percent signs', 'text', hex(text).replaceAll(/../g, '%$&')],
  ['a number', 'number', `{"volume":${number}}`],
  ['a number that ends a sentence', 'number', `not ${number}.`],
  ['a number in base64', 'number', base64(`{"volume":${number}}`)],
  ['a day', 'day', `born on ${day}`],
  ['a day without dashes', 'day', `born on ${day.replaceAll('-', '')}`],
  ['an id', 'id', `/v1/customers/${id}`],
  ['an id in capitals', 'id', id.toUpperCase()],
  ['an id without dashes', 'id', id.replaceAll('-', '')],
  ['a phone number', 'phone', `tel:${phone}`],
  ['a phone number without its sign', 'phone', phone.slice(1)],
  ['a state', 'state', `"${state}"`],
  ['a token', 'token', `Bearer ${token}.x.y`],
])('%s is found', (_what, field, searched) => {
  expect(findMarkers(searched, marks.made)).toEqual([expect.stringMatching(`^${field} of "a path" stands `)]);
});

test.each([
  ['another text', text.replace('qk', 'qj')],
  ['a number inside a longer one', `1${number}9`],
  ['a number inside a fraction', `0.${number}`],
  ['a state inside a sealed value', `x${state}_`],
])('%s does not count as a marker', (_what, searched) => {
  expect(findMarkers(searched, marks.made)).toEqual([]);
});

test('each of many markers finds only itself', () => {
  const many = Array.from({ length: 20 }, () => createMarks('another')).flatMap((each) => {
    each.text('text');
    each.number('number');
    each.date('day', 1931);
    each.uuid('id');
    each.phone('phone');
    each.subdivision('state');
    return each.made;
  });

  expect(new Set(many.map(({ needle }) => needle)).size).toBe(many.length);
  for (const { needle } of many) expect(findMarkers(needle, many)).toHaveLength(1);
});
