import type { Path } from './path.ts';
import { MISFIT_PATHS } from './misfits.ts';
import { SUCCESSES } from './successes.ts';

export const PATHS: readonly Path[] = [...SUCCESSES, ...MISFIT_PATHS];
