/** The versions of Fin.com's API through which individuals are onboarded. */
export type CustomerApi = 'v1' | 'v2';

/** What decides whether an input is valid, apart from the input itself. */
export interface RuleContext {
  readonly now: Date;
  /** The version that the account uses. Its rules hold for every customer, whichever version created it. */
  readonly customerApi: CustomerApi;
}

export function toRuleContext({
  now,
  customerApi,
}: {
  readonly now: () => Date;
  readonly customerApi: CustomerApi;
}): RuleContext {
  return { now: now(), customerApi };
}
