import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Runs a full garbage collection, so that what only chance would have collected is gone. */
export const collectGarbage: () => void = runInNewContext('gc');
