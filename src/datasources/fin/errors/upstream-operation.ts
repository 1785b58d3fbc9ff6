/** The effect of a call at Fin.com. A failed `write` or `upload` may still have been carried out. */
export type Effect = 'read' | 'write' | 'upload' | 'token';

export interface UpstreamOperation {
  /** The label in errors, logs, metrics and traces. */
  readonly operation: string;
  readonly effect: Effect;
  /** Replaces the standard advice for a write or upload whose outcome is unknown. */
  readonly unknownOutcomeAdvice?: string;
}

const ADVICE: Readonly<Record<Effect, string | undefined>> = {
  read: undefined,
  write: 'It is unknown whether the change was made: look the customer up before you try again.',
  upload: 'It is unknown whether the files were stored. Nothing was attached, so sending them again is safe.',
  token: undefined,
};

/** Advice for clients when the outcome is unknown. Undefined: repeating the call is safe. */
export function unknownOutcomeAdvice(operation: UpstreamOperation): string | undefined {
  return operation.unknownOutcomeAdvice ?? ADVICE[operation.effect];
}

/** Whether the call changes something at Fin.com that a customer would notice. */
export function isWrite({ effect }: UpstreamOperation): boolean {
  return effect === 'write' || effect === 'upload';
}
