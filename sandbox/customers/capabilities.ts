const ON_RAMP = [['USD', ['ACH', 'FEDWIRE']]] as const;
const OFF_RAMP = [
  ['USD', ['ACH', 'FEDWIRE', 'ACH_SAME_DAY']],
  ['EUR', ['BANK']],
  ['GBP', ['BANK']],
  ['INR', ['BANK']],
  ['BDT', ['BANK', 'E_WALLET']],
] as const;

/** Which currencies a customer may pay in and out: all of them once approved, none before. */
export function capabilitiesOf({ isApproved }: { readonly isApproved: boolean }) {
  const shown = ([currency, methods]: (typeof ON_RAMP | typeof OFF_RAMP)[number]) => ({
    currency,
    status: isApproved,
    methods,
    reason: { for_customer: null, for_developer: isApproved ? null : 'Customer is not approved' },
  });
  return { on_ramp: ON_RAMP.map(shown), off_ramp: OFF_RAMP.map(shown) };
}
