import { expect, test } from 'vitest';
import type {
  ClientResponse,
  History,
  OperationHistory,
  OutcomeResponse,
  OutcomeResult,
  TestEvent,
  UpstreamCall,
  WriteResponse,
  WriteResult,
} from '../../fuzz/writes/history.ts';
import { judge } from '../../fuzz/writes/judge.ts';

const AT = { replica: 'r1#1', sentAtMs: 0, atMs: 100, code: undefined };
const told = (
  requestId: string,
  result: WriteResult,
  changes: Partial<Omit<WriteResponse, 'question'>> = {},
): WriteResponse => ({ question: 'write', requestId, result, customerId: undefined, ...AT, ...changes });
const toldOutcome = (requestId: string, result: OutcomeResult, sentAtMs: number): OutcomeResponse => ({
  question: 'attachOutcome',
  requestId,
  result,
  ...AT,
  sentAtMs,
});
const call = (requestId: string, arrivedAtMs: number, doneAtMs?: number): UpstreamCall => ({
  requestId,
  arrivedAtMs,
  doneAtMs,
  createdCustomerId: undefined,
  plan: '',
});
const operation = (
  answers: ClientResponse[],
  calls: UpstreamCall[],
  kind: OperationHistory['kind'] = 'attach',
): OperationHistory => ({ name: 'op', kind, responses: answers, calls });

function kindsOf(only: OperationHistory, events: readonly TestEvent[] = []) {
  const history: History = { operations: [only], events, recordTtlMs: 20_000 };
  const { violations, beyondPromise } = judge(history);
  return [violations.map(({ kind }) => kind), beyondPromise.map(({ kind }) => kind)];
}

const emptied = { fromMs: 150, toMs: 160, what: 'FLUSHALL', isRedisEmptied: true };
const ended = { fromMs: 170, toMs: 180, what: 'SIGKILL', endedReplica: 'r1#1' };

test.each([
  ['done once and told so', [told('a', 'SUCCEEDED')], [call('a', 10, 20)]],
  ['not done and told so', [told('a', 'RETRYABLE')], [call('a', 10)]],
  ['done, and the outcome is unknown', [told('a', 'UNKNOWN')], [call('a', 10, 20)]],
  [
    'a repeated request says that itself did nothing',
    [told('a', 'NO_RESPONSE'), told('b', 'RETRYABLE')],
    [call('a', 10, 20)],
  ],
  [
    'not attached yet when it was asked',
    [toldOutcome('b', 'NOT_ATTACHED_FOR_GOOD', 15)],
    [call('a', 10, 20)],
  ],
] satisfies [string, ClientResponse[], UpstreamCall[]][])('%s is correct', (_, answers, calls) => {
  expect(kindsOf(operation(answers, calls))).toEqual([[], []]);
});

test.each([
  ['doubled', [told('a', 'SUCCEEDED')], [call('a', 10, 20), call('b', 30, 40)]],
  ['lost', [told('a', 'SUCCEEDED')], [call('a', 10)]],
  ['lost', [toldOutcome('b', 'SUCCEEDED', 0)], []],
  ['misreported', [told('a', 'RETRYABLE')], [call('a', 10, 200)]],
  ['misreported', [told('a', 'WAIT')], [call('a', 10, 20)]],
  ['misreported', [told('b', 'FAILED', { sentAtMs: 30 })], [call('a', 10, 20)]],
  ['misreported', [toldOutcome('b', 'NOT_FOUND', 15)], [call('a', 10, 20)]],
  ['misreported', [toldOutcome('b', 'REFUSED', 30)], [call('a', 10, 20)]],
  ['misreported', [told('a', 'FAILED', { code: 'IDEMPOTENCY_KEY_REUSED' })], []],
] satisfies [string, ClientResponse[], UpstreamCall[]][])('%s is detected', (kind, answers, calls) => {
  expect(kindsOf(operation(answers, calls))).toEqual([[kind], []]);
});

test('creating another customer than the expected one counts as a loss', () => {
  const created = { ...call('a', 10, 20), createdCustomerId: 'one' };
  const result = (customerId: string) => told('a', 'SUCCEEDED', { customerId });

  expect(kindsOf(operation([result('another')], [created], 'create'))).toEqual([['lost'], []]);
  expect(kindsOf(operation([result('one')], [created], 'create'))).toEqual([[], []]);
});

test('a record lost by both Redis and its replica is beyond the promise, but not one lost by one of them', () => {
  const answers = [told('a', 'NO_RESPONSE'), told('b', 'SUCCEEDED', { replica: 'r2#1', sentAtMs: 200 })];
  const twice = operation(answers, [call('a', 10, 20), call('b', 210, 220)]);

  expect(kindsOf(twice, [emptied, ended])).toEqual([[], ['doubled']]);
  expect(kindsOf(twice, [emptied])).toEqual([['doubled'], []]);
  expect(kindsOf(twice, [ended])).toEqual([['doubled'], []]);
  expect(kindsOf(twice, [emptied, { ...ended, endedReplica: 'r2#1' }])).toEqual([['doubled'], []]);
  expect(kindsOf(twice, [emptied, { ...ended, fromMs: 230, toMs: 240 }])).toEqual([['doubled'], []]);
});

test.each([
  ['for longer than three seconds after the loss', { fromMs: 140, toMs: 3_300 }, 'beyond'],
  ['and speaks in time', { fromMs: 140, toMs: 2_000 }, 'doubled'],
  ['long after the loss', { fromMs: 4_000, toMs: 9_000 }, 'doubled'],
])('a frozen replica %s', (_, times, expected) => {
  const answers = [told('a', 'NO_RESPONSE'), told('b', 'SUCCEEDED', { replica: 'r2#1', sentAtMs: 9_000 })];
  const twice = operation(answers, [call('a', 10, 20), call('b', 9_500, 9_600)]);
  const frozen = { ...times, what: 'SIGSTOP', frozenReplica: 'r1#1' };

  expect(kindsOf(twice, [emptied, frozen])).toEqual(
    expected === 'beyond' ? [[], ['doubled']] : [['doubled'], []],
  );
});

test('an expired record is beyond the promise', () => {
  const answers = [told('a', 'SUCCEEDED'), told('b', 'SUCCEEDED', { sentAtMs: 20_000 })];
  const again = (atMs: number) => operation(answers, [call('a', 10, 20), call('b', atMs, atMs + 1)]);

  expect(kindsOf(again(20_005))).toEqual([['doubled'], []]);
  expect(kindsOf(again(20_011))).toEqual([[], ['doubled']]);
});

test('a run with few operations proves nothing', () => {
  const done = operation([told('a', 'SUCCEEDED')], [call('a', 10, 20)]);
  const refused = operation([told('a', 'RETRYABLE')], []);

  expect(judge({ operations: [done, refused], events: [], recordTtlMs: 20_000 }).isEmpty).toBe(false);
  expect(judge({ operations: [done, refused, refused], events: [], recordTtlMs: 20_000 }).isEmpty).toBe(true);
});

test('a lost record does not excuse a wrong result of the very request that did the work', () => {
  const denied = operation([told('a', 'RETRYABLE', { atMs: 300 })], [call('a', 10, 20)]);

  expect(kindsOf(denied, [emptied, ended])).toEqual([['misreported'], []]);
});
