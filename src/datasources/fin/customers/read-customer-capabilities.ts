import { z } from 'zod/mini';
import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { hasStatus } from '../errors/has-status.ts';
import { endpoint } from '../wire/endpoint.ts';
import { lenientBoolean, lenientList, lenientText } from '../wire/lenient-schema.ts';
import { pathParameter, shape } from '../wire/shape.ts';
import type { CustomerCapabilities, RailCapability, RampCapability } from './customer-details.ts';

const rail = z.object({ rail: z.string(), status: lenientBoolean });
const depositRail = z.object({ currency: lenientText, rail: z.string(), status: lenientBoolean });
const corridor = z.object({
  corridor: lenientText,
  currency_wise_rail: lenientList(z.object({ currency: lenientText, rails: lenientList(rail) })),
});

export const getCustomerCapabilitiesV2 = endpoint({
  operation: 'getCustomerCapabilities',
  method: 'GET',
  path: 'v2/customers/{customer_id}/capabilities',
  effect: 'read',
  usedFor: '`capabilities` of a customer that was created through v2',
  request: shape<{ readonly id: string }>({ id: pathParameter('customer_id') }),
  response: z.object({ on_ramp: lenientList(depositRail), off_ramp: lenientList(corridor) }),
});

/** @returns null if this endpoint does not know the customer: v1 created it, or Fin.com has no capabilities for it */
export async function readCustomerCapabilities(
  connection: FinConnection,
  id: string,
  options: CallOptions,
): Promise<CustomerCapabilities | null> {
  try {
    const wire = await callEndpoint(connection, getCustomerCapabilitiesV2, { id }, options);
    return {
      onRamp: toRampCapabilities(
        wire.on_ramp.map(({ currency, ...rail }) => ({ currency, corridor: null, rails: [rail] })),
      ),
      offRamp: toRampCapabilities(
        wire.off_ramp.flatMap(({ corridor, currency_wise_rail }) =>
          currency_wise_rail.map((rails) => ({ ...rails, corridor })),
        ),
      ),
    };
  } catch (error) {
    if (hasStatus(error, getCustomerCapabilitiesV2, 404)) return null;
    throw error;
  }
}

interface Rails {
  readonly currency: string | null;
  readonly corridor: string | null;
  readonly rails: readonly RailCapability[];
}

/** Merges entries with the same currency and corridor. */
function toRampCapabilities(entries: readonly Rails[]): RampCapability[] {
  const merged = new Map<string, Rails>();
  for (const entry of entries) {
    const { currency, corridor } = entry;
    const key = JSON.stringify([currency, corridor]);
    const rails = [...(merged.get(key)?.rails ?? []), ...entry.rails];
    merged.set(key, { currency, corridor, rails });
  }
  return [...merged.values()].map(({ currency, corridor, rails }) => ({
    currency,
    corridor,
    status: anyStatus(rails),
    methods: rails.map(({ rail }) => rail),
    rails,
    reason: null,
  }));
}

/** @returns null if no rail has a status */
function anyStatus(rails: readonly RailCapability[]): boolean | null {
  if (rails.some(({ status }) => status)) return true;
  return rails.some(({ status }) => status === false) ? false : null;
}
