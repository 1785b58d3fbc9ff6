import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueTokenV1 } from '../../../src/datasources/fin/auth/tokens.ts';
import { attachIndividualDocumentsV1 } from '../../../src/datasources/fin/documents/attach-individual-documents.ts';
import { parseTimestamp } from '../../../src/datasources/fin/wire/parse-timestamp.ts';
import { parseData } from '../../../src/datasources/fin/wire/read-response.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';

const PAIR = {
  access_token: 'access-1',
  access_token_ttl: '2025-12-28 10:34:45+00',
  refresh_token: 'refresh-1',
  refresh_token_ttl: '2025-12-30 10:34:45+00',
  current_time: '2025-12-21 10:34:45+00',
};
const readToken = (body: unknown) => parseData(issueTokenV1, String(JSON.stringify(body)));
const readAttach = (body: unknown) => parseData(attachIndividualDocumentsV1, String(JSON.stringify(body)));

test.each([
  ['bare', PAIR],
  ['wrapped in data', { data: PAIR }],
  ['with members nobody asked for', { data: { ...PAIR, scope: 'x' }, meta: null }],
  ['wrapped, which is preferred over the bare form', { data: PAIR, ...PAIR, access_token: 'other' }],
])('a token response %s is understood', (_what, answer) => {
  expect(readToken(answer)).toEqual(PAIR);
});

test.each([
  ['leaves all but the access token out', { access_token: 'access-1' }],
  [
    'has nulls',
    { ...PAIR, access_token_ttl: null, refresh_token: null, refresh_token_ttl: null, current_time: null },
  ],
])('a token response that %s still yields its token', (_what, pair) => {
  expect(readToken(pair)?.access_token).toBe('access-1');
  expect(readToken({ data: pair })?.access_token).toBe('access-1');
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a list', [PAIR]],
  ['text', 'access-1'],
  ['empty', {}],
  ['empty data', { data: {} }],
  ['null data', { data: null }],
  ['an empty token', { ...PAIR, access_token: '' }],
  ['a token that is a number', { ...PAIR, access_token: 1 }],
  ['seconds in place of a moment', { ...PAIR, access_token_ttl: 3600 }],
  ['only a refresh token', { refresh_token: 'refresh-1' }],
])('a token response that is %s is rejected', (_what, answer) => {
  expect(readToken(answer)).toBeUndefined();
});

test.each([
  ['2025-12-28 10:34:45+00', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28 10:34:45+0000', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28 10:34:45+00:00', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28 10:34:45-00', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28 10:34:45Z', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28T10:34:45Z', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28T10:34:45z', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28T10:34:45+00:00', '2025-12-28T10:34:45.000Z'],
  ['2025-12-28 10:34:45+02', '2025-12-28T08:34:45.000Z'],
  ['2025-12-28 10:34:45-08', '2025-12-28T18:34:45.000Z'],
  ['2025-12-28 10:34:45+0530', '2025-12-28T05:04:45.000Z'],
  ['2025-12-28 10:34:45+05:45', '2025-12-28T04:49:45.000Z'],
  ['2025-12-28 10:34:45-09:30', '2025-12-28T20:04:45.000Z'],
  ['2025-12-28 23:30:00-01', '2025-12-29T00:30:00.000Z'],
  ['2025-12-28 10:34:45.1+00', '2025-12-28T10:34:45.100Z'],
  ['2025-12-28 10:34:45.123+00', '2025-12-28T10:34:45.123Z'],
  ['2025-12-28 10:34:45.123456+00', '2025-12-28T10:34:45.123Z'],
  ['2025-12-28T10:34:45.999999999Z', '2025-12-28T10:34:45.999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['2024-02-29 00:00:00+00', '2024-02-29T00:00:00.000Z'],
])('the time %s is %s', (text, moment) => {
  expect(parseTimestamp(text)).toBe(Date.parse(moment));
});

test.each([
  '',
  ' ',
  'soon',
  'null',
  '86400',
  '1766918085',
  '2025-12-28',
  '10:34:45',
  '2025-12-28 10:34+00',
  '2025-12-28 10:34:45',
  '2025-12-28 10:34:45 UTC',
  '2025-12-28 10:34:45.+00',
  '2025-12-28  10:34:45+00',
  ' 2025-12-28 10:34:45+00',
  '2025-12-28 10:34:45+00Z',
  '2025-13-28 10:34:45+00',
  '2025-12-32 10:34:45+00',
  '2025-12-28 25:34:45+00',
  '2025-12-28 10:60:45+00',
  '2025-12-28 10:34:45+99',
  '2025-12-28 10:34:45+00:99',
  'Sun, 28 Dec 2025 10:34:45 GMT',
])('%j is not a time, and no wrong one either', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});

test('any time value is parsed to an integer or to nothing, never to NaN', () => {
  const digits = fc.stringMatching(
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{0,9})?[+-][0-9]{2}$/,
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits), (text) => {
      const ms = parseTimestamp(text);
      expect(ms === undefined || Number.isSafeInteger(ms)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('text in another format is never a time', () => {
  const form = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}/;
  fc.assert(
    fc.property(
      fc.string().filter((text) => !form.test(text)),
      (text) => {
        expect(parseTimestamp(text)).toBeUndefined();
      },
    ),
  );
});

test('every time is read in the time zone in which it was written', () => {
  const moments = fc.date({ min: new Date('1970-01-02'), max: new Date('2999-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: -12, max: 14 }), (moment, hours) => {
      const local = new Date(moment.getTime() + hours * 3_600_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
      const offset = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}`;
      expect(parseTimestamp(local + offset)).toBe(Math.floor(moment.getTime() / 1000) * 1000);
    }),
  );
});

test.each([
  ['as documented', { data: { customer_id: CUSTOMER_ID } }],
  ['with members nobody asked for', { data: { customer_id: CUSTOMER_ID, status: 'QUEUED' }, meta: null }],
  ['in capitals', { data: { customer_id: CUSTOMER_ID.toUpperCase() } }],
])('an attach response %s is understood', (_what, answer) => {
  expect(readAttach(answer)?.customer_id.toLowerCase()).toBe(CUSTOMER_ID);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['empty', {}],
  ['bare', { customer_id: CUSTOMER_ID }],
  ['null data', { data: null }],
  ['a list', { data: [{ customer_id: CUSTOMER_ID }] }],
  ['no id', { data: {} }],
  ['an empty id', { data: { customer_id: '' } }],
  ['an id that is no UUID', { data: { customer_id: 'cust-uuid-1234' } }],
  ['an id that is a number', { data: { customer_id: 1 } }],
])('an attach response that is %s is not a success', (_what, answer) => {
  expect(readAttach(answer)).toBeUndefined();
});
