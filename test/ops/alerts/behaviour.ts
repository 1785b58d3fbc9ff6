import { scrape } from '../../support/scrape.ts';

/** How the metrics of a real gateway change while it does something once. */
export interface Behaviour {
  /** By name and labels: by how much each counter grows, with the parts of histograms. */
  readonly growth: ReadonlyMap<string, number>;
  readonly gauges: ReadonlyMap<string, number>;
}

/** Scrapes before and after the work. */
export async function recordBehaviour(
  gateway: { readonly metricsUrl: string | undefined },
  work: () => Promise<unknown>,
): Promise<Behaviour> {
  const before = parseScrape(await scrape(gateway));
  await work();
  const after = parseScrape(await scrape(gateway));
  const growth = new Map(
    Array.from(after.counters, ([name, value]) => [name, value - (before.counters.get(name) ?? 0)] as const),
  );
  return { growth: withShortDurations(growth), gauges: withoutLag(after.gauges) };
}

/** Durations depend on this machine, so each counts as the shortest. */
function withShortDurations(growth: ReadonlyMap<string, number>): Map<string, number> {
  return new Map(
    Array.from(growth, ([name, value]) => {
      const count = growth.get(
        name
          .replace('_bucket{', '_count{')
          .replace(/le="[^"]+",?/, '')
          .replace('{}', ''),
      );
      return [name, name.includes('_bucket{') ? (count ?? value) : value];
    }),
  );
}

function withoutLag(gauges: ReadonlyMap<string, number>): Map<string, number> {
  return new Map(
    Array.from(gauges, ([name, value]) => [name, name.startsWith('nodejs_eventloop_lag') ? 0 : value]),
  );
}

/** A sample of a scrape: name and labels, and the value. */
const SAMPLE = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/;

function parseScrape(text: string) {
  const counters = new Map<string, number>();
  const gauges = new Map<string, number>();
  let target = gauges;
  for (const line of text.split('\n')) {
    const [, type] = /^# TYPE \S+ (\w+)$/.exec(line) ?? [];
    if (type !== undefined) target = type === 'gauge' ? gauges : counters;
    const [, name, value] = SAMPLE.exec(line) ?? [];
    // A mean of no values is no number.
    if (name !== undefined && !Number.isNaN(Number(value))) target.set(name, Number(value));
  }
  return { counters, gauges };
}
