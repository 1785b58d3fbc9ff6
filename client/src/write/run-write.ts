import type { GatewayClient } from '../client/gateway-client.ts';
import type { GatewayError } from '../errors/gateway-error.ts';
import { isRecord } from '../errors/records.ts';
import { checkConnection } from './check-connection.ts';
import { createKey } from './create-key.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keepFiles } from './keep-files.ts';
import type { OpenWrite, OpenWrites } from './key-store.ts';
import { lookUpOutcome } from './look-up-outcome.ts';
import { sendOnce } from './send-once.ts';
import type { StoredFiles } from './stored-files.ts';
import { delayMs, type Wait } from './wait.ts';
import type { WriteKind } from './write-kind.ts';
import type { WriteOptions } from './write-options.ts';
import type { UnknownWrite, UnsentWrite, WriteResult } from './write-result.ts';

export interface WriteTools {
  readonly client: GatewayClient;
  readonly wait: Wait;
  readonly openWrites: OpenWrites;
  readonly storedFiles: StoredFiles;
}

interface Run<Input, Payload> extends WriteTools {
  readonly kind: WriteKind<Input, Payload>;
  readonly input: Input;
  readonly options: WriteOptions;
  readonly intention: string;
  /** An attempt under the current key has no known outcome. */
  lost: UnknownWrite | undefined;
}

/** The next attempt, or the result. */
type Step<Payload> = { readonly next: OpenWrite } | { readonly result: WriteResult<Payload> };

const MAX_ATTEMPTS = 4;
/** The gateway keeps records for a day by default. */
const RECORD_LIFETIME_MS = 24 * 3_600_000;

export async function runWrite<Input extends object, Payload>(
  kind: WriteKind<Input, Payload>,
  input: Input,
  options: WriteOptions,
  tools: WriteTools,
): Promise<WriteResult<Payload>> {
  const intention = nameOf(kind, input, options);
  if (options.discardEarlier) tools.openWrites.remove(intention);
  const earlier = kind.afterLoss === 'HARMLESS' ? undefined : tools.openWrites.find(intention);
  const lost: UnknownWrite = { state: 'UNKNOWN', reason: 'EARLIER_WRITE', errors: [] };
  const run = { ...tools, kind, input, options, intention, lost: earlier && lost };
  try {
    return await attemptAll(run, earlier);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    return cancelled(run);
  }
}

function nameOf(
  { field }: WriteKind<never, unknown>,
  input: object,
  { intention = '' }: WriteOptions,
): string {
  const customerId = isRecord(input) ? input['customerId'] : undefined;
  return [field, customerId, intention].filter(Boolean).join(':');
}

async function attemptAll<Input extends object, Payload>(
  run: Run<Input, Payload>,
  earlier: OpenWrite | undefined,
): Promise<WriteResult<Payload>> {
  run.options.signal?.throwIfAborted();
  run.options.onPhase?.('CHECKING');
  const obstacle = await checkConnection(run.client, run.options.signal);
  if (obstacle) return obstacle;
  let step = earlier ? await resume(run, earlier) : { next: newWrite(run.input) };
  for (let attempt = 1; 'next' in step; attempt += 1) step = await attemptOnce(run, step.next, attempt);
  return step.result;
}

/** Finds out first what happened to an earlier write. */
async function resume<Input extends object, Payload>(
  run: Run<Input, Payload>,
  earlier: OpenWrite,
): Promise<Step<Payload>> {
  if (run.kind.afterLoss === 'ATTACH_OUTCOME') return lookUp(run, earlier);
  const isRepeatable = isSameInput(run.input, earlier) && !isForgotten(earlier);
  if (isRepeatable || !run.lost) return { next: earlier };
  return { result: run.lost };
}

async function attemptOnce<Input extends object, Payload>(
  run: Run<Input, Payload>,
  open: OpenWrite,
  attempt: number,
): Promise<Step<Payload>> {
  const { kind, input, storedFiles, openWrites, intention } = run;
  const sent = storedFiles.withUris(input);
  const { kept, unreadable } = await keepFiles(sent);
  if (unreadable.length > 0)
    return { result: { state: 'NOT_SENT', reason: 'FILE_UNREADABLE', unreadableFiles: unreadable } };
  if (kind.afterLoss !== 'HARMLESS') openWrites.save(intention, open);
  run.options.onPhase?.('SENDING');
  const outcome = await sendOnce(run.client, kind, { ...kept, idempotencyKey: open.key }, run.options);
  switch (outcome.kind) {
    case 'DONE':
      openWrites.remove(intention);
      return { result: { state: 'SUCCEEDED', data: outcome.payload, replayed: outcome.isReplay } };
    case 'CANCELLED':
      if (!outcome.isUnsent) run.lost ??= { state: 'UNKNOWN', reason: 'NO_RESPONSE', errors: [] };
      return { result: cancelled(run) };
    case 'LOST':
      if (outcome.isUnsent && !run.lost) return { result: notSent(run, outcome.reason) };
      run.lost = { state: 'UNKNOWN', reason: outcome.reason, errors: [] };
      return afterLoss(run, open, attempt);
    default:
      return afterFailure(run, open, attempt, storedFiles.learn(outcome.errors, input, sent));
  }
}

async function afterFailure<Input extends object, Payload>(
  run: Run<Input, Payload>,
  open: OpenWrite,
  attempt: number,
  errors: readonly GatewayError[],
): Promise<Step<Payload>> {
  if (errors.some(({ outcome, code }) => outcome === 'UNKNOWN' || code === 'IDEMPOTENCY_KEY_REUSED')) {
    run.lost = { state: 'UNKNOWN', reason: 'LOST', errors };
    return afterLoss(run, open, attempt);
  }
  const requested = Math.max(...errors.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds));
  const delay = errors.every(({ retryable }) => retryable) ? delayMs(attempt, requested) : undefined;
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

async function afterLoss<Input extends object, Payload>(
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
  if (!isRepeatable || attempt >= MAX_ATTEMPTS) return { result: lost };
  await pause(run, delayMs(attempt) ?? 0);
  return { next: run.kind.afterLoss === 'HARMLESS' ? newWrite(run.input) : open };
}

async function lookUp<Input extends object, Payload>(
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

async function pause({ wait, options }: { wait: Wait; options: WriteOptions }, ms: number): Promise<void> {
  options.onPhase?.('WAITING');
  await wait(ms, options.signal);
}

function newWrite(input: object): OpenWrite {
  const key = createKey();
  return { key, fingerprint: fingerprintOf(input, key), sentAtMs: Date.now() };
}

function isSameInput(input: object, { key, fingerprint }: OpenWrite): boolean {
  return fingerprintOf(input, key) === fingerprint;
}

function isForgotten({ sentAtMs }: OpenWrite): boolean {
  return Date.now() - sentAtMs > RECORD_LIFETIME_MS;
}

/** Keeps the key if the write may have been done. */
function cancelled<Input, Payload>({
  lost,
  openWrites,
  intention,
}: Run<Input, Payload>): WriteResult<Payload> {
  if (!lost) openWrites.remove(intention);
  return { state: 'CANCELLED', mayHaveBeenSent: lost !== undefined };
}

function notSent<Input, Payload>(
  run: Run<Input, Payload>,
  reason: UnsentWrite['reason'],
): WriteResult<Payload> {
  run.openWrites.remove(run.intention);
  return { state: 'NOT_SENT', reason, unreadableFiles: [] };
}
