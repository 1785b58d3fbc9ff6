import { Gauge, type Registry } from 'prom-client';
import type { SlotUse } from '../../datasources/fin/bulkheads/fair-slots.ts';
import type { SlotPool } from '../../datasources/fin/bulkheads/slot-observer.ts';
import type { Telemetry } from '../telemetry.ts';

/** Reads the use of limited slots at each scrape or export. */
export function createSlotMetrics(registry: Registry): Pick<Telemetry, 'slotsCreated'> {
  const pools = new Map<SlotPool, SlotUse>();
  const createGauge = (name: string, help: string, read: (use: SlotUse) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['pool'],
      registers: [registry],
      collect() {
        for (const [pool, use] of pools) this.set({ pool }, read(use));
      },
    });
  createGauge('fin_gateway_slots_in_use', 'Slots in use, by pool.', ({ inUse }) => inUse);
  createGauge(
    'fin_gateway_slots_waiting',
    'Calls or requests that wait for a slot.',
    ({ waiting }) => waiting,
  );
  createGauge('fin_gateway_slots_limit', 'Slots that may be in use at the same time.', ({ max }) => max);
  return { slotsCreated: (pool, use) => pools.set(pool, use) };
}
