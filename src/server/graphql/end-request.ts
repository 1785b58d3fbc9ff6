import { type DrainLimits, drainBeforeResponse } from '../body/drain-body.ts';
import type { ServerContext } from './server-context.ts';

/** Must be called when the response is known, before it is sent. */
export async function endRequest(
  { req, uploadForm, markResponded, isStream = false }: ServerContext,
  drainLimits: DrainLimits,
): Promise<void> {
  markResponded({ isStream });
  uploadForm?.abandon();
  await drainBeforeResponse(req, drainLimits);
}
