import { afterFailure, afterLoss, lookUp } from './after-attempt.ts';
import { checkConnection } from './check-connection.ts';
import { keepFiles } from './files/keep-files.ts';
import type { OpenWrite } from './open-write.ts';
import { isForgotten, isSameInput, newWrite } from './open-write.ts';
import type { Run, Step } from './run.ts';
import { sendOnce } from './send-once.ts';
import type { UnknownWrite, WriteResult } from './write-result.ts';

export async function runWrite<Input extends object, Payload>(
  start: Omit<Run<Input, Payload>, 'lost'>,
): Promise<WriteResult<Payload>> {
  const { kind, options, intention, openWrites } = start;
  if (options.discardEarlier) openWrites.remove(intention);
  const earlier = kind.afterLoss === 'HARMLESS' ? undefined : openWrites.find(intention);
  const lost: UnknownWrite = { state: 'UNKNOWN', reason: 'EARLIER_WRITE', errors: [] };
  const run = { ...start, lost: earlier && lost };
  try {
    return await attemptAll(run, earlier);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    return cancelled(run);
  }
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
  if (unreadable.length > 0) {
    // An earlier attempt of this call may have been done.
    if (kind.afterLoss !== 'HARMLESS' && run.lost && run.lost.reason !== 'EARLIER_WRITE')
      return { result: run.lost };
    return { result: { state: 'NOT_SENT', reason: 'FILE_UNREADABLE', unreadableFiles: unreadable } };
  }
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
      // The key is kept: a small form may have arrived although no progress was reported.
      if (outcome.isUnsent && !run.lost)
        return { result: { state: 'NOT_SENT', reason: outcome.reason, unreadableFiles: [] } };
      run.lost = { state: 'UNKNOWN', reason: outcome.reason, errors: [] };
      return afterLoss(run, open, attempt);
    default:
      return afterFailure(run, open, attempt, storedFiles.learn(outcome.errors, input, sent));
  }
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
