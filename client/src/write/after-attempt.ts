import type { GatewayError } from '../errors/gateway-error.ts';
import { lookUpOutcome } from './look-up-outcome.ts';
import type { OpenWrite } from './open-write.ts';
import { isForgotten, isSameInput, newWrite } from './open-write.ts';
import type { Run, Step } from './run.ts';
import { delayMs } from './wait.ts';
import type { UnknownWrite } from './write-result.ts';

const MAX_ATTEMPTS = 4;
/** They do not tell what happened to the write: the gateway may have failed after it. */
const WITHOUT_OUTCOME: ReadonlySet<string> = new Set(['IDEMPOTENCY_KEY_REUSED', 'INTERNAL_SERVER_ERROR']);

export async function afterFailure<Input extends object, Payload>(
  run: Run<Input, Payload>,
  open: OpenWrite,
  attempt: number,
  errors: readonly GatewayError[],
): Promise<Step<Payload>> {
  if (errors.some(({ outcome, code }) => outcome === 'UNKNOWN' || WITHOUT_OUTCOME.has(code))) {
    // Proxies and routers send errors without the id of a request.
    const isFromGateway = errors.some(({ requestId }) => requestId !== undefined);
    run.lost = { state: 'UNKNOWN', reason: isFromGateway ? 'LOST' : 'OTHER_RESPONSE', errors };
    return afterLoss(run, open, attempt);
  }
  if (errors.some(isInFlight)) {
    run.lost = { state: 'UNKNOWN', reason: 'IN_FLIGHT', errors };
    return afterLoss(run, open, attempt);
  }
  const delay = errors.every(({ retryable }) => retryable) ? delayAfter(attempt, errors) : undefined;
  if (delay !== undefined && attempt < MAX_ATTEMPTS) {
    await pause(run, delay);
    return { next: open };
  }
  // Fin.com's rejection is recorded under the key, so it also settles a request whose response was lost.
  if (run.lost && !errors.some(({ code }) => code === 'FIN_VALIDATION_FAILED'))
    return { result: { ...run.lost, errors } };
  run.openWrites.remove(run.intention);
  return { result: { state: 'REJECTED', errors } };
}

/** @returns undefined if the errors ask for a wait that is too long */
function delayAfter(attempt: number, errors: readonly GatewayError[]): number | undefined {
  return delayMs(attempt, Math.max(0, ...errors.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds)));
}

/** Another request has the same key, for example because a proxy has repeated this one. */
function isInFlight({ code, upstream }: GatewayError): boolean {
  return code === 'CONFLICT' && upstream === undefined;
}

export async function afterLoss<Input extends object, Payload>(
  run: Run<Input, Payload>,
  open: OpenWrite,
  attempt: number,
): Promise<Step<Payload>> {
  const lost: UnknownWrite = run.lost ?? { state: 'UNKNOWN', reason: 'LOST', errors: [] };
  const isRepeatable = run.kind.afterLoss === 'HARMLESS' || lost.reason !== 'LOST';
  if (run.kind.afterLoss === 'ATTACH_OUTCOME') {
    const step = await lookUp(run, open);
    return 'next' in step && attempt >= MAX_ATTEMPTS ? { result: lost } : step;
  }
  const delay = delayAfter(attempt, lost.errors);
  if (!isRepeatable || delay === undefined || attempt >= MAX_ATTEMPTS) return { result: lost };
  await pause(run, delay);
  return { next: run.kind.afterLoss === 'HARMLESS' ? newWrite(run.input) : open };
}

export async function lookUp<Input extends object, Payload>(
  run: Run<Input, Payload>,
  open: OpenWrite,
): Promise<Step<Payload>> {
  const { kind, input, client, wait, openWrites, intention, options } = run;
  options.onPhase?.('LOOKING_UP');
  const outcome = await lookUpOutcome(client, open.key, wait, options.signal);
  if (outcome.state === 'UNKNOWN') return { result: outcome };
  if (outcome.state === 'SUCCEEDED') {
    const data = kind.substitute(input, outcome.customer);
    openWrites.remove(intention);
    if (data) return { result: { state: 'SUCCEEDED', data, replayed: true } };
  }
  if (outcome.state === 'NOT_FOUND' && isForgotten(open))
    return { result: { state: 'UNKNOWN', reason: 'EARLIER_WRITE', errors: [] } };
  const isKeyUsable = outcome.state !== 'NOT_ATTACHED' && isSameInput(input, open) && !isKeyReused(run);
  run.lost = undefined;
  return { next: isKeyUsable ? open : newWrite(input) };
}

/** The fingerprints are equal, and still the gateway found a difference, for example in the bytes of a file. */
function isKeyReused({ lost }: { readonly lost: UnknownWrite | undefined }): boolean {
  return lost?.errors.some(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED') ?? false;
}

async function pause(
  { wait, options }: Pick<Run<unknown, unknown>, 'wait' | 'options'>,
  ms: number,
): Promise<void> {
  options.onPhase?.('WAITING');
  await wait(ms, options.signal);
}
