import { fingerprint } from '../control/recorded-request.ts';
import { authenticationFailed, bodyTooLarge } from '../http/answer.ts';
import type { SandboxState } from '../http/exchange.ts';
import { readJsonBody } from '../http/json-body.ts';
import type { PathParameters } from '../operations.ts';
import { validationFailed } from '../validation/validation-error.ts';
import type { Outcome, Route } from './route.ts';

type ProcessBody = (body: unknown, state: SandboxState, parameters: PathParameters) => Outcome;

/** A route whose request is JSON. Broken JSON is a 422: the API declares no 400. */
export function jsonRoute(processBody: ProcessBody, { needsToken }: { needsToken: boolean }): Route {
  return async ({ request, record, isAuthorized, parameters }, state) => {
    const body = await readJsonBody(request);
    if (body.kind === 'aborted') return 'aborted';
    if (body.kind === 'too-large') return () => ({ answer: bodyTooLarge() });
    if (body.kind === 'json') record.body = withoutSecrets(body.value);
    return () => {
      if (needsToken && !isAuthorized) return { answer: authenticationFailed() };
      if (body.kind === 'json') return processBody(body.value, state, parameters);
      const violation = { path: [], message: 'the body must be JSON' };
      return { answer: validationFailed([violation], state.settings.errorReading) };
    };
  };
}

const SECRET_NAMES = ['client_secret', 'refresh_token'];

/** Someone will send real credentials here one day; the record must not show them. */
function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !SECRET_NAMES.some((name) => name in body)) return body;
  const entries = Object.entries(body).map(([name, value]: [string, unknown]) => [
    name,
    SECRET_NAMES.includes(name) ? hidden(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function hidden(value: unknown): string {
  return typeof value === 'string' ? fingerprint(value) : 'hidden';
}
