import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';

const page = await readFile('docs/operations.md', 'utf8');

test('each alert has a section that says what to do, and each section has an alert', async () => {
  const { groups } = z
    .object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.optional(z.string()) })) })) })
    .parse(parse(await readFile('ops/alerts.yaml', 'utf8')));
  const alerts = groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));
  const sections = [...page.matchAll(/^### (\S+)$/gm)].map(([, name]) => name);

  expect(alerts.length).toBeGreaterThan(0);
  expect(sections).toEqual(alerts);
});

test('the operations page or the observability page lists each event above level info', async () => {
  const pages = page + (await readFile('docs/observability.md', 'utf8'));
  const sources = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(sources.map((name) => readFile(`src/${name}`, 'utf8')));
  const events = texts.flatMap((text) => [...text.matchAll(/event: '([a-z-]+)'/g)].map(([, event]) => event));

  expect(events.length).toBeGreaterThan(10);
  expect(
    events.filter((event) => event !== 'issuer-keys-fetched' && !pages.includes(`\`${event}\``)),
  ).toEqual([]);
});
