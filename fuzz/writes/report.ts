import type { ClientResponse, History, OperationHistory, TestEvent } from './history.ts';
import type { Verdict, Violation, ViolationKind } from './judge.ts';

const MAX_TIMELINES = 10;
/** Timelines include disruptions that ended this long before the operation. */
const AROUND_MS = 2_000;

/** A summary of the run and timelines of the violations. Contains only names, times and codes, no data that was sent. */
export function describeRun(
  history: History,
  { violations, beyondPromise, doneCount, isEmpty }: Verdict,
): string {
  const { operations, events } = history;
  const responses = operations.flatMap((operation) => operation.responses);
  const calls = operations.flatMap((operation) => operation.calls);
  return [
    ...violations.slice(0, MAX_TIMELINES).map((violation) => timeline(violation, events)),
    `${operations.length} operations, ${responses.length} requests, ${calls.length} writes at the upstream, ${doneCount} operations done`,
    `disruptions: ${tally(events.map(({ what }) => what.replace(/^r\d+#\d+/, 'replica')))}`,
    `responses: ${tally(responses.map(({ question, result, code }) => [question, result, code].filter(Boolean).join(' ')))}`,
    `last result: ${tally(operations.map(lastResult))}`,
    ...(isEmpty ? ['Too few operations were done for a verdict.'] : []),
    `violations beyond the promise, because records had expired or were lost: ${beyondPromise.length}`,
    (['doubled', 'lost', 'misreported'] satisfies ViolationKind[])
      .map((kind) => `${kind}: ${violations.filter((violation) => violation.kind === kind).length}`)
      .join(', '),
  ].join('\n');
}

function lastResult({ responses }: OperationHistory): string {
  return responses.at(-1)?.result ?? 'none';
}

function timeline({ kind, operation, reason }: Violation, events: readonly TestEvent[]): string {
  const { name, responses, calls } = operation;
  const firstMs = Math.min(...responses.map(({ sentAtMs }) => sentAtMs));
  const lastMs = Math.max(...responses.map(({ atMs }) => atMs));
  const lines = [
    ...responses.flatMap((response) => [
      { atMs: response.sentAtMs, text: `${response.requestId} ${response.question} -> ${response.replica}` },
      { atMs: response.atMs, text: `${response.requestId} <- ${describeResult(response)}` },
    ]),
    ...calls.flatMap(({ requestId, arrivedAtMs, doneAtMs, plan }) => [
      { atMs: arrivedAtMs, text: `${requestId} reaches the upstream (${plan})` },
      ...(doneAtMs === undefined ? [] : [{ atMs: doneAtMs, text: `${requestId} IS DONE` }]),
    ]),
    ...events
      .filter(({ fromMs, toMs }) => toMs > firstMs - AROUND_MS && fromMs < lastMs)
      .flatMap(({ fromMs, toMs, what }) => [
        { atMs: fromMs, text: `start: ${what}` },
        { atMs: toMs, text: `end: ${what}` },
      ]),
  ].sort((a, b) => a.atMs - b.atMs);
  return [
    `${kind.toUpperCase()}: ${name} (${operation.kind}): ${reason}`,
    ...lines.map(({ atMs, text }) => `  ${(atMs - firstMs).toFixed(0).padStart(7)} ms  ${text}`),
    '',
  ].join('\n');
}

function describeResult({ result, code }: ClientResponse): string {
  return code === undefined ? result : `${result} (${code})`;
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
