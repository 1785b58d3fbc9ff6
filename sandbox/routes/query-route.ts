import type { z } from 'zod/mini';
import { type Answer, authenticationFailed } from '../http/answer.ts';
import type { SandboxState } from '../http/exchange.ts';
import { validationFailed } from '../validation/validation-error.ts';
import { check } from '../validation/violations.ts';
import type { Route } from './route.ts';

/** A route that reads: its schema is of the query and the path's parameters together. A body is left alone. */
export function queryRoute<T>(
  schema: z.ZodMiniType<T>,
  answer: (asked: T, state: SandboxState) => Answer,
): Route {
  return ({ record, isAuthorized, parameters }, state) =>
    Promise.resolve(() => {
      if (!isAuthorized) return { answer: authenticationFailed() };
      const checked = check(schema, { ...record.query, ...parameters });
      if ('value' in checked) return { answer: answer(checked.value, state) };
      return { answer: validationFailed(checked.violations, state.settings.errorReading) };
    });
}
