/** The versions of Fin.com's API through which individuals are onboarded. */
export type CustomerApi = 'v1' | 'v2';

/** Everything besides the input that decides whether it is valid. */
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
