import { z } from 'zod/mini';
import { type Answer, authenticationFailed, jsonAnswer } from '../http/answer.ts';
import type { SandboxSettings } from '../settings.ts';
import type { TokenPair } from '../token-store.ts';
import { validationFailed } from '../validation/validation-error.ts';
import { check } from '../validation/violations.ts';
import { jsonRoute } from './json-route.ts';

const credentials = z.object({ client_id: z.string(), client_secret: z.string() });
const refreshRequest = z.object({ refresh_token: z.string() });

/** POST /v1/oauth/token */
export const issueToken = jsonRoute(
  (body, { settings, account, tokens }) => {
    const checked = check(credentials, body);
    if ('violations' in checked)
      return { answer: validationFailed(checked.violations, settings.errorReading) };
    const { client_id: clientId, client_secret: clientSecret } = checked.value;
    const isKnown = clientId === account.clientId && clientSecret === account.clientSecret;
    return { answer: isKnown ? tokenAnswer(tokens.issue(), settings) : authenticationFailed() };
  },
  { needsToken: false },
);

/** POST /v1/oauth/refresh-token */
export const refreshToken = jsonRoute(
  (body, { settings, tokens }) => {
    const checked = check(refreshRequest, body);
    if ('violations' in checked)
      return { answer: validationFailed(checked.violations, settings.errorReading) };
    const pair = tokens.refresh(checked.value.refresh_token);
    return { answer: pair ? tokenAnswer(pair, settings) : authenticationFailed() };
  },
  { needsToken: false },
);

function tokenAnswer(pair: TokenPair, { tokenEnvelope }: SandboxSettings): Answer {
  return jsonAnswer(200, tokenEnvelope === 'wrapped' ? { data: pair } : pair);
}
