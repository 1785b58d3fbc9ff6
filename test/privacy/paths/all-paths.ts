import { CALLER_PATHS, ISSUER_DOWN } from './callers.ts';
import { FAILED_CALL_PATHS } from './failed-calls.ts';
import { FORM_PATHS } from './forms.ts';
import { MALFORMED_PATHS } from './malformed-requests.ts';
import { MISFIT_PATHS } from './misfits.ts';
import type { Path } from './path.ts';
import { REFUSED_VALUE_PATHS } from './refused-values.ts';
import { REDIS_LOST, REPETITION_PATHS } from './repetitions.ts';
import { SUBSCRIPTION_PATHS } from './subscriptions.ts';
import { SUCCESSES } from './successes.ts';
import { WEBHOOK_PATHS } from './webhooks.ts';

/** In the order in which they are walked. */
export const PATHS: readonly Path[] = [
  ISSUER_DOWN,
  ...SUCCESSES,
  ...MISFIT_PATHS,
  ...MALFORMED_PATHS,
  ...FORM_PATHS,
  ...CALLER_PATHS,
  ...REFUSED_VALUE_PATHS,
  ...FAILED_CALL_PATHS,
  ...REPETITION_PATHS,
  ...SUBSCRIPTION_PATHS,
  ...WEBHOOK_PATHS,
  REDIS_LOST,
];
