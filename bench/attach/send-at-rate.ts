import type { OpenLoadJob, OpenLoadResult } from '../processes/open-load.ts';
import { runScript } from '../servers/run-script.ts';

/** Sends requests at fixed times. */
export function sendAtRate(job: OpenLoadJob): Promise<OpenLoadResult> {
  return runScript<OpenLoadResult>('processes/open-load.ts', job);
}

/**
 * Sends requests at fixed times to a server that can answer all of them.
 *
 * @throws {Error} if any response is missing, late or wrong
 */
export async function sendUndisturbed(job: OpenLoadJob): Promise<OpenLoadResult> {
  const result = await sendAtRate(job);
  const { right, refused, wrong, late, broken, unsent } = result;
  if (right === 0 || refused + wrong + late + broken + unsent > 0)
    throw new Error(`Not all requests were answered: ${JSON.stringify(result)}`);
  return result;
}
