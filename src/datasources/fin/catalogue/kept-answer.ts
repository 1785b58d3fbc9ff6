/** An answer that changes rarely, kept in memory and never asked for twice at once. */
export interface KeptAnswer<Value> {
  /**
   * The answer, at once if there is one. One that is past its age is still given while a new one is fetched; that this
   * fails nobody notices. Only the first answer is waited for, and only its failure is told.
   */
  get(options: { readonly requestId: string }): Promise<Value>;
}

export interface KeepingOptions {
  /** How long an answer counts as new. */
  readonly maxAgeMs: number;
  /** After a renewal that failed, how long none is tried. */
  readonly pauseMs: number;
  /** On a clock that never jumps. */
  readonly now: () => number;
}

export function keepAnswer<Value>(
  fetchAnswer: (options: { readonly requestId: string }) => Promise<Value>,
  { maxAgeMs, pauseMs, now }: KeepingOptions,
): KeptAnswer<Value> {
  let kept: { readonly value: Value } | undefined;
  let renewAtMs = 0;
  let flight: Promise<Value> | undefined;

  async function renew(options: { readonly requestId: string }): Promise<Value> {
    try {
      const value = await fetchAnswer(options);
      kept = { value };
      renewAtMs = now() + maxAgeMs;
      return value;
    } catch (error) {
      renewAtMs = now() + pauseMs;
      throw error;
    } finally {
      flight = undefined;
    }
  }

  return {
    async get(options) {
      if (kept && now() < renewAtMs) return kept.value;
      flight ??= renew(options);
      if (!kept) return flight;
      flight.catch(() => undefined);
      return kept.value;
    },
  };
}
