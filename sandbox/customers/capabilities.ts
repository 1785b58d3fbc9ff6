const ON_RAMP = [['USD', ['ACH', 'FEDWIRE']]] as const;
const OFF_RAMP = [
  ['USD', ['ACH', 'FEDWIRE', 'ACH_SAME_DAY']],
  ['EUR', ['BANK']],
  ['GBP', ['BANK']],
  ['INR', ['BANK']],
  ['BDT', ['BANK', 'E_WALLET']],
] as const;

/** All currencies are enabled once the customer is approved, and none before. */
export function capabilitiesOf({ isApproved }: { readonly isApproved: boolean }) {
  const toCapability = ([currency, methods]: (typeof ON_RAMP | typeof OFF_RAMP)[number]) => ({
    currency,
    status: isApproved,
    methods,
    reason: { for_customer: null, for_developer: isApproved ? null : 'Customer is not approved' },
  });
  return { on_ramp: ON_RAMP.map(toCapability), off_ramp: OFF_RAMP.map(toCapability) };
}
