import type { CustomerApi } from '../settings.ts';

interface Approval {
  readonly isApproved: boolean;
}

/** In the shape of the version. Everything is enabled once the customer is approved, and nothing before. */
export function capabilitiesOf(version: CustomerApi, approval: Approval) {
  return version === 'v1' ? capabilitiesByCurrency(approval) : capabilitiesByCorridor(approval);
}

const ON_RAMP = [['USD', ['ACH', 'FEDWIRE']]] as const;
const OFF_RAMP = [
  ['USD', ['ACH', 'FEDWIRE', 'ACH_SAME_DAY']],
  ['EUR', ['BANK']],
  ['GBP', ['BANK']],
  ['INR', ['BANK']],
  ['BDT', ['BANK', 'E_WALLET']],
] as const;

function capabilitiesByCurrency({ isApproved }: Approval) {
  const toCapability = ([currency, methods]: (typeof ON_RAMP | typeof OFF_RAMP)[number]) => ({
    currency,
    status: isApproved,
    methods,
    reason: { for_customer: null, for_developer: isApproved ? null : 'Customer is not approved' },
  });
  return { on_ramp: ON_RAMP.map(toCapability), off_ramp: OFF_RAMP.map(toCapability) };
}

const ON_RAMP_RAILS = ['ACH', 'FEDWIRE', 'SWIFT'] as const;
const LOCAL_CURRENCIES = [
  ['BGD', 'BDT'],
  ['GBR', 'GBP'],
  ['DEU', 'EUR'],
  ['IND', 'INR'],
] as const;

function capabilitiesByCorridor({ isApproved: status }: Approval) {
  return {
    on_ramp: ON_RAMP_RAILS.map((rail) => ({ currency: 'USD', rail, status })),
    off_ramp: LOCAL_CURRENCIES.map(([corridor, currency]) => ({
      corridor,
      currency_wise_rail: [
        { currency, rails: [{ rail: 'LOCAL', status }] },
        { currency: 'USD', rails: [{ rail: 'SWIFT', status }] },
      ],
    })),
  };
}
