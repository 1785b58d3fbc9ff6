import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { variables } from '../../src/config/variables.ts';
import { ERROR_CODES } from '../../src/error-codes.ts';
import { scrape } from '../support/scrape.ts';
import { startStack } from '../support/start-stack.ts';
import { alertsAndRecords } from './alerts/alert-rules.ts';
import { queriesIn, readRunbooks } from './alerts/runbooks.ts';

const page = await readFile('docs/operations.md', 'utf8');
const runbooks = await readRunbooks();
const names = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'));
const sources = await Promise.all(names.map((name) => readFile(`src/${name}`, 'utf8')));
const source = sources.join('\n');

/** Code spans, without those in code blocks. */
const spans = [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(
  ([, span = '']) => span,
);

test('each alert has a runbook, and each runbook has an alert', async () => {
  const { alerts } = await alertsAndRecords();

  expect(alerts.length).toBeGreaterThan(0);
  expect([...runbooks.keys()]).toEqual(alerts);
});

test.each([...runbooks])('the runbook of %s has all five parts in the same order', (_, text) => {
  const parts = text.match(/^\*\*(Meaning\.|Look at|Do|Do not|It is over when)\*\*/gm);

  expect(parts).toEqual(['**Meaning.**', '**Look at**', '**Do**', '**Do not**', '**It is over when**']);
});

test('every metric and recording rule in a runbook exists', async () => {
  await using stack = await startStack({ redis: true, webhooks: true, env: { METRICS_PORT: '0' } });
  const types = [...(await scrape(stack.gateway)).matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  const exported = types.flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => `${name}${suffix}`) : [name],
  );
  const { records } = await alertsAndRecords();
  const used = [...runbooks.values()]
    .flatMap(queriesIn)
    .flatMap((query) => query.match(/\b(?:fin_gateway[\w:]+|process_\w+|nodejs_\w+)/g) ?? []);

  expect(used.length).toBeGreaterThan(30);
  expect(used.filter((name) => ![...exported, ...records].includes(name))).toEqual([]);
});

test('every log event, error code and variable that the page names exists', () => {
  /** Codes of Node and of Redis, and commands of Redis. */
  const foreign = ['UND_ERR_CONNECT_TIMEOUT', 'EAI_AGAIN'];
  const isKnown = (code: string) =>
    code in ERROR_CODES || code in variables || foreign.includes(code) || source.includes(`'${code}'`);
  const events = spans.filter((span) => /^[a-z]+(-[a-z]+)+$/.test(span) && span !== 'fin-gateway');
  const codes = spans
    .filter((span) => /^[A-Z]+(_[A-Z]+)+(=\w+)?$/.test(span))
    .map((span) => span.split('=', 1)[0] ?? '');

  expect(events.length).toBeGreaterThan(20);
  expect(events.filter((event) => !/^x-/.test(event) && !source.includes(`'${event}'`))).toEqual([]);
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !isKnown(code))).toEqual([]);
});

test('the operations page or the observability page lists each event above level info', async () => {
  const pages = page + (await readFile('docs/observability.md', 'utf8'));
  const events = [...source.matchAll(/event: '([a-z-]+)'/g)].map(([, event]) => event);

  expect(events.length).toBeGreaterThan(10);
  expect(
    events.filter((event) => event !== 'issuer-keys-fetched' && !pages.includes(`\`${event}\``)),
  ).toEqual([]);
});
