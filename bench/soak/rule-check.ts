import { recordBehaviour } from '../../test/ops/alerts/behaviour.ts';
import { evaluateRules } from '../../test/ops/alerts/evaluate-rules.ts';
import { ScrapedFleet } from '../../test/ops/alerts/scraped-fleet.ts';
import { findPromtool } from '../../test/support/find-promtool.ts';

/** The rules take one round of traffic for so many minutes, with a scrape in each. */
const MINUTES_PER_ROUND = 5;
const POD = 'soak';
/** The lost responses of the traffic. */
const EXPECTED = ['FinGatewayOperationFailing', 'FinGatewayUnknownOutcomes', 'FinGatewayUpstreamFailing'];

/** Evaluates the alert rules against scrapes of a gateway during rounds of traffic. */
export class RuleCheck {
  readonly #fleet = new ScrapedFleet();
  readonly #metricsUrl: string;
  #minutes = 0;
  #healthyMinutes = 0;

  constructor(metricsUrl: string) {
    this.#metricsUrl = metricsUrl;
  }

  /** Scrapes before and after a round. @param isHealthy nothing fails through no fault of the clients */
  async watch(round: () => Promise<unknown>, { isHealthy }: { readonly isHealthy: boolean }): Promise<void> {
    const { growth, gauges } = await recordBehaviour({ metricsUrl: this.#metricsUrl }, round);
    const share = Array.from(growth, ([name, value]): [string, number] => [name, value / MINUTES_PER_ROUND]);
    for (let minute = 0; minute < MINUTES_PER_ROUND; minute += 1)
      this.#fleet.scrape({ [POD]: { growth: new Map(share), gauges } });
    this.#minutes += MINUTES_PER_ROUND;
    if (isHealthy) this.#healthyMinutes = this.#minutes;
  }

  /** @returns what is wrong: alerts during healthy rounds, and alerts that the faults should raise but do not */
  async findProblems(): Promise<string[]> {
    if (!findPromtool()) {
      if (process.env['PROMTOOL_TESTS'] === 'required') return ['there is no promtool in PATH'];
      console.log('The alert rules were not evaluated, because there is no promtool in PATH.');
      return [];
    }
    const last = this.#minutes - 1;
    const fired = await evaluateRules(this.#fleet.series, { intervalSeconds: 60, last });
    const early = [...fired].filter(([, [first = 0]]) => first < this.#healthyMinutes);
    const missing = EXPECTED.filter((name) => !fired.get(name)?.includes(last));
    const surplus = [...fired.keys()].filter((name) => !EXPECTED.includes(name));
    console.log(`Alerts in ${this.#minutes} minutes: ${describe(fired)}`);
    return [
      ...early.map(([name]) => `${name} fires although nothing fails`),
      ...missing.map((name) => `${name} does not fire`),
      ...surplus.map((name) => `${name} fires without a reason`),
    ];
  }
}

function describe(fired: ReadonlyMap<string, readonly number[]>): string {
  return Array.from(fired, ([name, [first]]) => `${name} from minute ${first}`).join(', ') || 'none';
}
