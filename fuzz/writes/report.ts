import type { History, OperationHistory, Told, WorldEvent } from './history.ts';
import type { FaultKind, Verdict, Violation } from './judge.ts';

const MAX_TIMELINES = 10;
/** How long before an operation trouble still counts as around it. */
const AROUND_MS = 2_000;

/** The run in a few lines, and what went wrong as timelines. Only names, times and codes: nothing that was sent. */
export function describeRun(
  history: History,
  { violations, beyondPromise, doneCount, isEmpty }: Verdict,
): string {
  const { operations, events } = history;
  const told = operations.flatMap((operation) => operation.told);
  const calls = operations.flatMap((operation) => operation.calls);
  return [
    ...violations.slice(0, MAX_TIMELINES).map((violation) => timeline(violation, events)),
    `${operations.length} operations, ${told.length} requests, ${calls.length} writes at the upstream, ${doneCount} operations done`,
    `trouble: ${tally(events.map(({ what }) => what.replace(/^r\d+#\d+/, 'replica')))}`,
    `answers: ${tally(told.map(({ question, answer, code }) => [question, answer, code].filter(Boolean).join(' ')))}`,
    `last word: ${tally(operations.map(lastWord))}`,
    ...(isEmpty ? ['Too few operations were done: the verdict says nothing.'] : []),
    `records that nobody can have had any more, with consequences: ${beyondPromise.length}`,
    (['doubled', 'lost', 'misreported'] satisfies FaultKind[])
      .map((kind) => `${kind}: ${violations.filter((violation) => violation.kind === kind).length}`)
      .join(', '),
  ].join('\n');
}

function lastWord({ told }: OperationHistory): string {
  return told.at(-1)?.answer ?? 'none';
}

function timeline({ kind, operation, reason }: Violation, events: readonly WorldEvent[]): string {
  const { name, told, calls } = operation;
  const firstMs = Math.min(...told.map(({ askedAtMs }) => askedAtMs));
  const lastMs = Math.max(...told.map(({ atMs }) => atMs));
  const lines = [
    ...told.flatMap((answered) => [
      { atMs: answered.askedAtMs, text: `${answered.requestId} ${answered.question} -> ${answered.replica}` },
      { atMs: answered.atMs, text: `${answered.requestId} <- ${describeAnswer(answered)}` },
    ]),
    ...calls.flatMap(({ requestId, arrivedAtMs, doneAtMs, plan }) => [
      { atMs: arrivedAtMs, text: `${requestId} reaches the upstream (${plan})` },
      ...(doneAtMs === undefined ? [] : [{ atMs: doneAtMs, text: `${requestId} IS DONE` }]),
    ]),
    ...events
      .filter(({ fromMs, toMs }) => toMs > firstMs - AROUND_MS && fromMs < lastMs)
      .flatMap(({ fromMs, toMs, what }) => [
        { atMs: fromMs, text: `begins: ${what}` },
        { atMs: toMs, text: `is over: ${what}` },
      ]),
  ].sort((a, b) => a.atMs - b.atMs);
  return [
    `${kind.toUpperCase()}: ${name} (${operation.kind}): ${reason}`,
    ...lines.map(({ atMs, text }) => `  ${(atMs - firstMs).toFixed(0).padStart(7)} ms  ${text}`),
    '',
  ].join('\n');
}

function describeAnswer({ answer, code }: Told): string {
  return code === undefined ? answer : `${answer} (${code})`;
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
