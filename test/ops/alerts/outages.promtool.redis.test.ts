import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { OUTAGES, recordHealth, recordOneFailure } from './outages.ts';
import { type Scraped, ScrapedFleet } from './scraped-fleet.ts';

const INTERVAL_SECONDS = 30;
const SCRAPES_PER_MINUTE = 60 / INTERVAL_SECONDS;
const PODS = ['fin-gateway-a', 'fin-gateway-b', 'fin-gateway-c'];
/** The longest window that matters within minutes. */
const HISTORY_MINUTES = 360;
const HEALTHY_MINUTES = 10;
const START = HISTORY_MINUTES + HEALTHY_MINUTES;
const OUTAGE_MINUTES = 15;
/** Promtool needs some seconds of CPU time. */
const TIMEOUT_MS = 300_000;

const page = await readFile('docs/operations.md', 'utf8');
const stated = [...page.matchAll(/^\| (.+) \| `(\w+)` \| (\d+) minutes \|$/gm)].map(
  ([, outage = '', alert = '', minutes]) => ({ outage, alert, minutes: Number(minutes) }),
);
let recorded: Promise<Behaviour> | undefined;
/** Recorded once, within the first test that needs it. */
const healthy = () => {
  recorded ??= recordHealth();
  return recorded;
};

function scrapeFor(fleet: ScrapedFleet, minutes: number, scraped: Scraped, pods = PODS): void {
  const found = Object.fromEntries(pods.map((pod) => [pod, scraped]));
  for (let count = 0; count < minutes * SCRAPES_PER_MINUTE; count += 1) fleet.scrape(found);
}

const evaluate = (fleet: ScrapedFleet, first: number, last: number) =>
  evaluateRules(fleet.series, { intervalSeconds: INTERVAL_SECONDS, first, last });

test('the table of detection times has every outage', () => {
  expect(new Set(stated.map(({ outage }) => outage))).toEqual(new Set(Object.keys(OUTAGES)));
});

test.each(stated)(
  '$outage: $alert fires within $minutes minutes',
  { timeout: TIMEOUT_MS },
  async ({ outage, alert, minutes }) => {
    const fleet = new ScrapedFleet();
    const health = await healthy();
    fleet.pass(HISTORY_MINUTES * SCRAPES_PER_MINUTE, health, PODS);
    scrapeFor(fleet, HEALTHY_MINUTES, health);
    scrapeFor(fleet, OUTAGE_MINUTES, (await OUTAGES[outage]?.()) ?? 'gap');

    const last = START + OUTAGE_MINUTES - 1;
    const fired = await evaluate(fleet, HISTORY_MINUTES + 1, last);

    expect([...fired.values()].flat().filter((minute) => minute < START)).toEqual([]);
    // The outage began after the scrape before, so at most a minute earlier.
    expect(fired.get(alert)?.[0]).toBeLessThanOrEqual(START + minutes - 1);
    expect(fired.get(alert)?.at(-1)).toBe(last);
  },
);

test('a healthy hour with a deployment, a restart, missed scrapes and single failures raises no alert', {
  timeout: TIMEOUT_MS,
}, async () => {
  const [first = '', second = '', third = ''] = PODS;
  const health = await healthy();
  const oneFailure = await recordOneFailure();
  const fleet = new ScrapedFleet();
  scrapeFor(fleet, 15, health);
  fleet.scrape({ [first]: oneFailure, [second]: health, [third]: 'gap' });
  scrapeFor(fleet, 10, health);
  // The new replica is ready before the old one stops, which cannot be scraped any more for a moment.
  const old = [...PODS];
  const pods = [...PODS];
  for (const pod of old) {
    const successor = `${pod}-new`;
    scrapeFor(fleet, 1, health, [...pods, successor]);
    pods.splice(pods.indexOf(pod), 1, successor);
    const rest = Object.fromEntries(pods.map((name) => [name, health]));
    fleet.scrape({ ...rest, [pod]: 'unreachable' });
    fleet.scrape({ ...rest, [pod]: 'gone' });
  }
  scrapeFor(fleet, 10, health, pods);
  const [restarted = '', ...others] = pods;
  const rest = Object.fromEntries(others.map((name) => [name, health]));
  fleet.scrape({ ...rest, [restarted]: 'unreachable' });
  fleet.restart(restarted);
  scrapeFor(fleet, 5, health, pods);
  // Prometheus itself is restarted.
  scrapeFor(fleet, 2, 'gap', pods);
  scrapeFor(fleet, 25, health, pods);

  expect(Object.fromEntries(await evaluate(fleet, 0, 70))).toEqual({});
});
