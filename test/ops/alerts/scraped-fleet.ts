import type { Behaviour } from './behaviour.ts';
import type { Series } from './evaluate-rules.ts';

/** The result of a scrape of one replica. `unreachable`: `up` is 0. `gap`: Prometheus did not scrape. `gone`: no such target. */
export type Scraped = Behaviour | 'unreachable' | 'gap' | 'gone';

/** One scrape of so many is kept of the past. */
const KEPT = 20;

interface Replica {
  readonly labels: string;
  readonly counters: Map<string, number>;
  /** Names of the samples in the last scrape. */
  known: ReadonlySet<string>;
}

/** The series that Prometheus would store for replicas that are scraped at the same time. */
export class ScrapedFleet {
  readonly #series = new Map<string, (number | undefined | 'stale')[]>();
  readonly #replicas = new Map<string, Replica>();
  #scrapes = 0;

  get series(): Series {
    return this.#series;
  }

  /** Scrapes all replicas once. @param found by name of the pod */
  scrape(found: Readonly<Record<string, Scraped>>): void {
    for (const [pod, scraped] of Object.entries(found)) {
      const replica = this.#replicaOf(pod);
      if (scraped === 'gap') continue;
      if (scraped === 'gone') this.#end(replica);
      else if (scraped === 'unreachable') {
        this.#end(replica);
        this.#put('up', replica, 0);
        replica.known = new Set(['up']);
      } else this.#store(replica, scraped);
    }
    this.#scrapes += 1;
  }

  /** Like that many scrapes, of which Prometheus has kept each twentieth. Keeps tests of long windows short. */
  pass(scrapes: number, behaviour: Behaviour, pods: readonly string[]): void {
    const growth = Array.from(behaviour.growth, ([name, delta]): [string, number] => [name, delta * KEPT]);
    const kept = { ...behaviour, growth: new Map(growth) };
    for (let count = 0; count < scrapes; count += KEPT) {
      this.scrape(Object.fromEntries(pods.map((pod) => [pod, kept])));
      this.#scrapes += KEPT - 1;
    }
  }

  /** The process of a replica is replaced by a new one under the same name. */
  restart(pod: string): void {
    this.#replicaOf(pod).counters.clear();
  }

  #replicaOf(pod: string): Replica {
    const existing = this.#replicas.get(pod);
    if (existing) return existing;
    // The labels of a PodMonitor.
    const instance = `10.0.0.${this.#replicas.size + 1}:9464`;
    const labels = `container="fin-gateway",endpoint="metrics",instance="${instance}",job="fin-gateway",namespace="onboarding",pod="${pod}"`;
    const replica = { labels, counters: new Map<string, number>(), known: new Set<string>() };
    this.#replicas.set(pod, replica);
    return replica;
  }

  #store(replica: Replica, { growth, gauges }: Behaviour): void {
    for (const [name, delta] of growth) grow(replica, name, delta);
    const samples = new Map([...gauges, ...replica.counters, ['up', 1] as const]);
    // Prometheus marks what a scrape no longer has.
    for (const name of replica.known) if (!samples.has(name)) this.#put(name, replica, 'stale');
    replica.known = new Set(samples.keys());
    for (const [name, value] of samples) this.#put(name, replica, value);
  }

  #end(replica: Replica): void {
    for (const name of replica.known) this.#put(name, replica, 'stale');
    replica.known = new Set();
  }

  #put(sample: string, { labels }: Replica, value: number | 'stale'): void {
    const [, name = '', own = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(sample) ?? [];
    const key = `${name}{${own === '' ? '' : `${own},`}${labels}}`;
    const values = this.#series.get(key) ?? [];
    values[this.#scrapes] = value;
    this.#series.set(key, values);
  }
}

function grow({ counters }: Replica, name: string, delta: number): void {
  counters.set(name, (counters.get(name) ?? 0) + delta);
}
