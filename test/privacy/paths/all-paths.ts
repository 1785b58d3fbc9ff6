import { CALLER_PATHS, ISSUER_DOWN } from './callers.ts';
import { FORM_PATHS } from './forms.ts';
import { MISFIT_PATHS } from './misfits.ts';
import type { Path } from './path.ts';
import { REDIS_LOST, REPETITION_PATHS } from './repetitions.ts';
import { SUCCESSES } from './successes.ts';
import { UPSTREAM_PATHS } from './upstream-failures.ts';

/** In the order in which they are walked. */
export const PATHS: readonly Path[] = [
  ISSUER_DOWN,
  ...SUCCESSES,
  ...MISFIT_PATHS,
  ...FORM_PATHS,
  ...CALLER_PATHS,
  ...UPSTREAM_PATHS,
  ...REPETITION_PATHS,
  REDIS_LOST,
];
